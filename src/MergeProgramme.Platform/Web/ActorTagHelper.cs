using MergeProgramme.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Access.V1.AccessService;

namespace MergeProgramme.Platform.Web;

/// <summary>Who did something, by name: of an event's actor.</summary>
/// <param name="access">Knows what principals are called.</param>
/// <param name="texts">Words for what the installation did itself.</param>
[HtmlTargetElement("mp-actor", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ActorTagHelper(AccessServiceClient access, IStringLocalizer<SharedTexts> texts) : TagHelper
{
    /// <summary>The actor, such as <c>principals/x</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where the element stands.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.Append(await DisplayNameAsync());
    }

    private async Task<string> DisplayNameAsync()
    {
        if (!Name.StartsWith("principals/", StringComparison.Ordinal))
            return texts["Actor.System"];
        // The same few people did most of what a page tells of.
        var key = $"actor {Name}";
        if (View.HttpContext.Items[key] is string known)
            return known;
        var answer = await access.BatchGetDisplayNamesAsync(
            new() { Names = { Name } },
            cancellationToken: View.HttpContext.RequestAborted
        );
        var name = answer.DisplayNames.GetValueOrDefault(Name) ?? texts["Actor.Unknown"].Value;
        View.HttpContext.Items[key] = name;
        return name;
    }
}
