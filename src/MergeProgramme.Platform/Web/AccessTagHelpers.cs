using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace MergeProgramme.Platform.Web;

/// <summary>A link to a page that the reader may not open: nothing where it leads to something to be done, text where it leads to something to be read.</summary>
/// <param name="access">What the reader may open.</param>
[HtmlTargetElement("a", Attributes = "href")]
public sealed class OpenLinkTagHelper(PageAccess access) : TagHelper
{
    /// <summary>For a link whose text says more than what to do, such as a name: kept as text.</summary>
    [HtmlAttributeName("mp-or-text")]
    public bool OrText { get; set; }

    /// <summary>After the helpers that write the address.</summary>
    public override int Order => 1000;

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (Text(output.Attributes["href"]?.Value) is not { } address || await access.MissingAsync(address) is not { } missing)
            return;
        var look = Text(output.Attributes["class"]?.Value) ?? "";
        // What a link to something to be done says is of no use without the doing; what a link to something to be read says, is.
        if (
            look.Contains("ds-button", StringComparison.Ordinal)
            || (!OrText && !missing.EndsWith(".read", StringComparison.Ordinal))
        )
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "span";
        output.Attributes.RemoveAll("href");
        output.Attributes.RemoveAll("aria-current");
        output.Attributes.RemoveAll("data-color");
        output.Attributes.SetAttribute("class", look.Replace("ds-link", "", StringComparison.Ordinal).Trim());
    }

    private static string? Text(object? value)
    {
        if (value is not IHtmlContent html)
            return value?.ToString();
        using var text = new StringWriter();
        html.WriteTo(text, NullHtmlEncoder.Default);
        return text.ToString();
    }
}

/// <summary>
/// <c>mp-may="mandates.submit"</c>: shown only to whoever holds the permission, on the sub-project or programme of the page or on <c>mp-may-on</c>.
/// </summary>
/// <param name="access">What the reader may do.</param>
[HtmlTargetElement(Attributes = "mp-may")]
public sealed class MayTagHelper(PageAccess access) : TagHelper
{
    /// <summary>Before everything else: what is not shown needs no work.</summary>
    public override int Order => -2000;

    /// <summary>What must be held.</summary>
    [HtmlAttributeName("mp-may")]
    public string Permission { get; set; } = "";

    /// <summary>The resource; the sub-project or programme of the page where it is left out.</summary>
    [HtmlAttributeName("mp-may-on")]
    public string? On { get; set; }

    /// <summary>Where the element stands.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (!await access.MayAsync(Permission, On ?? PagePermissionAttribute.Default(View.RouteData.Values)))
            output.SuppressOutput();
    }
}
