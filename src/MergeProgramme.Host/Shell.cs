using Grpc.Core;
using MergeProgramme.Host.Hardening;
using MergeProgramme.Host.SignIn;
using MergeProgramme.Host.SignIn.Oidc;
using MergeProgramme.Host.SignIn.Tokens;
using MergeProgramme.Platform.Localisation;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Host;

/// <summary>What the frame around the pages must know of the host.</summary>
internal sealed class ShellOptions
{
    /// <summary>Whether this is a demonstration, with a clock that people can move.</summary>
    public bool Demo { get; set; }

    /// <summary>Whether readers reach the pages over TLS, of this host or of a proxy in front.</summary>
    public bool OverTls { get; set; }
}

/// <summary>The frame that all pages stand in: language, layout, headers, static files, error pages.</summary>
internal static class Shell
{
    /// <summary>Registers pages, localisation and antiforgery.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets what the frame must know of the host.</param>
    public static IServiceCollection AddShell(this IServiceCollection services, Action<ShellOptions>? configure = null)
    {
        var options = new ShellOptions();
        configure?.Invoke(options);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(PageLanguages.Configure);
        services
            .AddRazorPages()
            .AddMvcOptions(mvc =>
            {
                mvc.Filters.Add<HttpRules.KnownHandlers>();
                mvc.Filters.Add<RefusedForms>();
            });
        services.AddSingleton<PageAccess>();
        services.Configure<MvcOptions>(mvc => mvc.Filters.AddService<PageAccess>());
        services
            .AddOptions<MvcOptions>()
            .Configure<IStringLocalizer<SharedTexts>>(
                (mvc, texts) =>
                {
                    // A null in a non-nullable property is the service's to refuse, with a text at the field.
                    mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                    mvc.ModelMetadataDetailsProviders.Add(new EmptyStaysEmpty());
                    mvc.ModelBinderProviders.Insert(0, new PlainLineBreaks());
                    var messages = mvc.ModelBindingMessageProvider;
                    messages.SetAttemptedValueIsInvalidAccessor((value, _) => texts["Binding.Invalid", value]);
                    messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => texts["Binding.Invalid", value]);
                    messages.SetValueIsInvalidAccessor(value => texts["Binding.Invalid", value]);
                    messages.SetUnknownValueIsInvalidAccessor(_ => texts["Binding.Unknown"]);
                    messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => texts["Binding.Unknown"]);
                    messages.SetValueMustBeANumberAccessor(_ => texts["Binding.Number"]);
                    messages.SetNonPropertyValueMustBeANumberAccessor(() => texts["Binding.Number"]);
                    messages.SetValueMustNotBeNullAccessor(_ => texts["Binding.Missing"]);
                    messages.SetMissingBindRequiredValueAccessor(_ => texts["Binding.Missing"]);
                    messages.SetMissingKeyOrValueAccessor(() => texts["Binding.Missing"]);
                    messages.SetMissingRequestBodyRequiredValueAccessor(() => texts["Binding.Missing"]);
                }
            );
        services.AddAntiforgery(antiforgery =>
        {
            Protect(antiforgery.Cookie, "form", options);
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.FormFieldName = "__form";
            antiforgery.HeaderName = "X-Form-Token";
        });
        services.Configure<CookieTempDataProviderOptions>(tempData => Protect(tempData.Cookie, "status", options));
        // Norwegian letters go out as they are, not as entities: smaller pages that can be read in the browser's source view.
        services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(encoders =>
            encoders.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All)
        );
        services.Configure<ExceptionHandlerOptions>(handler =>
        {
            handler.ExceptionHandlingPath = "/error/500";
            handler.AllowStatusCode404Response = true;
            handler.StatusCodeSelector = StatusOf;
            // What the reader asked for was not there, or was wrong: no fault of ours to log as one.
            handler.SuppressDiagnosticsCallback = context => StatusOf(context.Exception) < 500;
        });
        return services;
    }

    /// <summary>Puts the frame into the pipeline, and maps pages and static files.</summary>
    public static WebApplication UseShell(this WebApplication app)
    {
        FindFiles(app);
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        // gRPC has status, language and errors of its own.
        app.UseWhen(
            context => !SecurityHeaders.IsGrpc(context.Request),
            pages =>
            {
                pages.UseExceptionHandler();
                pages.UseRequestLocalization();
                pages.UseStatusCodePagesWithReExecute("/error/{0}");
                pages.UseHttpRules();
            }
        );
        app.UseRouting();
        app.UseMiddleware<UnreadableMessages>();
        app.UseFileRules();
        app.UseMiddleware<TokenCallers>();
        app.UseSignIn();
        app.UseRateLimiter();
        app.UseTimeLimit();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapOidc();
        app.MapRazorPages().WithStaticAssets().RequireAuthorization();
        return app;
    }

    // The prefix makes browsers refuse the cookie from a neighbouring subdomain, and without TLS.
    private static void Protect(CookieBuilder cookie, string name, ShellOptions options)
    {
        cookie.Name = options.OverTls ? PreferenceCookies.HostPrefix + name : name;
        cookie.SecurePolicy = options.OverTls ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.HttpOnly = true;
        cookie.Path = "/";
    }

    // The files of the pages lie beside the program when it is published, and in the source tree when it is built; the framework looks
    // there only in Development, and beside the folder that the program was started from.
    private static void FindFiles(WebApplication app)
    {
        var published = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (Directory.Exists(published))
        {
            app.Environment.WebRootFileProvider = new PhysicalFileProvider(published);
        }
        else if (!app.Environment.IsDevelopment())
        {
            StaticWebAssetsLoader.UseStaticWebAssets(app.Environment, app.Configuration);
        }
    }

    /// <summary>The HTTP status that a page answers with when what it called refused or failed.</summary>
    internal static int StatusOf(Exception exception) =>
        exception switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            RpcException rpc => rpc.StatusCode switch
            {
                StatusCode.NotFound => StatusCodes.Status404NotFound,
                StatusCode.InvalidArgument or StatusCode.OutOfRange => StatusCodes.Status400BadRequest,
                StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
                StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
                StatusCode.Aborted or StatusCode.AlreadyExists or StatusCode.FailedPrecondition => StatusCodes.Status409Conflict,
                StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
                StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
                StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
                _ => StatusCodes.Status500InternalServerError,
            },
            _ => StatusCodes.Status500InternalServerError,
        };

    /// <summary>An empty text field is an empty text: the messages of the contracts know no null.</summary>
    private sealed class EmptyStaysEmpty : IDisplayMetadataProvider
    {
        public void CreateDisplayMetadata(DisplayMetadataProviderContext context)
        {
            if (context.Key.ModelType == typeof(string))
            {
                context.DisplayMetadata.ConvertEmptyStringToNull = false;
            }
        }
    }

    /// <summary>Browsers post a line break as two characters; texts are kept, counted and hashed with one.</summary>
    private sealed class PlainLineBreaks : IModelBinderProvider, IModelBinder
    {
        public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
            context.Metadata.ModelType == typeof(string)
            && context.BindingInfo.BindingSource is null or { IsFromRequest: true }
            && context.BindingInfo.BindingSource != BindingSource.Body
            && context.BindingInfo.BindingSource != BindingSource.Header
                ? this
                : null;

        public Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var value = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
            if (value != ValueProviderResult.None)
            {
                bindingContext.ModelState.SetModelValue(bindingContext.ModelName, value);
                bindingContext.Result = ModelBindingResult.Success(
                    (value.FirstValue ?? "").Replace("\r\n", "\n", StringComparison.Ordinal)
                );
            }

            return Task.CompletedTask;
        }
    }
}
