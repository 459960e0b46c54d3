using Grpc.Core;
using MergeProgramme.Access.LocalAccounts;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Access.V1.AccessService;

namespace MergeProgramme.Access.Pages.Accounts;

/// <summary>Who can sign in at all: new accounts, one-time links, shutting out and letting in.</summary>
[PagePermission("access.administer")]
[ResponseCache(Duration = 0, Location = ResponseCacheLocation.None, NoStore = true)]
internal sealed class IndexModel(AccessServiceClient access, IStringLocalizer<Texts> texts) : PageModel
{
    private const int Everything = 1000;

    [BindProperty]
    public string DisplayName { get; set; } = "";

    [BindProperty]
    public string Login { get; set; } = "";

    /// <summary>Makes a form that is sent twice make one account.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public IReadOnlyList<Account> Accounts { get; private set; } = [];

    /// <summary>The link that was just issued. It is shown here and never again.</summary>
    public LocalAccountLink? Link { get; private set; }

    /// <summary>Whether people sign in by accounts of the installation, as the reader has.</summary>
    public bool HasLocalAccounts => User.FindFirst(SignInClaims.Issuer)?.Value == LocalAccountTable.Issuer;

    /// <summary>Where a link leads. Its secret stands behind the #, which is sent to no server.</summary>
    public string AddressOf(LocalAccountLink link) => $"{Request.Scheme}://{Request.Host}/sign-in/link#{link.Secret}";

    public bool IsReader(Principal principal) => principal.Name == Caller.Current.Id;

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostNewAsync()
    {
        try
        {
            var made = await access.CreateLocalAccountAsync(
                new()
                {
                    LocalAccount = new() { DisplayName = DisplayName.Trim(), Login = Login.Trim() },
                    RequestId = RequestId,
                },
                cancellationToken: HttpContext.RequestAborted
            );
            return await LinkAsync(made.Name, resets: true);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
    }

    public async Task<IActionResult> OnPostLinkAsync(string name, bool resets)
    {
        try
        {
            return await LinkAsync(name, resets);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
    }

    public async Task<IActionResult> OnPostStateAsync(string name, string etag, bool disable)
    {
        try
        {
            await access.UpdatePrincipalAsync(
                new()
                {
                    Principal = new()
                    {
                        Name = name,
                        Etag = etag,
                        State = disable ? PrincipalState.Disabled : PrincipalState.Active,
                    },
                },
                cancellationToken: HttpContext.RequestAborted
            );
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
        TempData["Status"] = texts[disable ? "Accounts.Disabled" : "Accounts.Enabled"].Value;
        return RedirectToPage();
    }

    // Not by a redirect: the secret would have to be kept somewhere on the way.
    private async Task<IActionResult> LinkAsync(string name, bool resets)
    {
        Link = await access.IssueLocalAccountLinkAsync(
            new() { Name = name, ResetsSecondFactor = resets },
            cancellationToken: HttpContext.RequestAborted
        );
        ModelState.Clear();
        (DisplayName, Login) = ("", "");
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        ViewData["Title"] = texts["Accounts.Title"].Value;
        RequestId = Guid.NewGuid().ToString();
        ModelState.Remove(nameof(RequestId));
        var locals = new Dictionary<string, LocalAccount>(StringComparer.Ordinal);
        var localRequest = new ListLocalAccountsRequest { PageSize = Everything };
        do
        {
            var answer = await access.ListLocalAccountsAsync(localRequest, cancellationToken: HttpContext.RequestAborted);
            foreach (var local in answer.LocalAccounts)
                locals[local.Principal] = local;
            localRequest.PageToken = answer.NextPageToken;
        } while (localRequest.PageToken.Length > 0);
        List<Account> all = [];
        var request = new ListPrincipalsRequest { Parent = CallerGrants.Everywhere, PageSize = Everything };
        do
        {
            var answer = await access.ListPrincipalsAsync(request, cancellationToken: HttpContext.RequestAborted);
            all.AddRange(answer.Principals.Select(p => new Account(p, locals.GetValueOrDefault(p.Name))));
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        Accounts = all;
    }

    /// <summary>Somebody who can sign in or call.</summary>
    /// <param name="Local">The account of the installation; null of those whom others vouch for.</param>
    public sealed record Account(Principal Principal, LocalAccount? Local)
    {
        public bool IsDisabled => Principal.State == PrincipalState.Disabled;

        /// <summary>One word for how it stands: a text of the resources.</summary>
        public string State =>
            IsDisabled ? "Disabled"
            : Principal.Kind == PrincipalKind.System ? "System"
            : Local is { HasPassword: false } ? "Invited"
            : "Active";

        public string Color =>
            State switch
            {
                "Disabled" => "danger",
                "Invited" => "warning",
                _ => "success",
            };
    }
}
