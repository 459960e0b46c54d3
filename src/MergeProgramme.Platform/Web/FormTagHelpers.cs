// Form fields and displays for the pages of the modules. In _ViewImports.cshtml: @addTagHelper *, MergeProgramme.Platform
//
//   <mp-errors />                                                         first in the form: all errors, each a link to its field
//   <mp-field for="Title" label="@T["Title"]" hint="@T["TitleHint"]" required max-length="200" />
//   <mp-field for="Background" type="textarea" label="@T["Background"]" max-length="4000" />          grows with the text
//   <mp-field for="Kind" label="@T["Kind"]" texts="@T" />                 select, from an enum: texts by the keys EnumType.Member
//   <mp-field for="Owner" type="select" label="@T["Owner"]" items="Model.Persons" />                  select, from SelectListItems
//   <mp-field for="Due" label="@T["Due"]" />                              date: a DateOnly? property, or a string with type="date"
//   <mp-field for="Percent" type="number" label="@T["Percent"]" suffix="%" />                         int, decimal (or a string)
//   <mp-field for="Budget" type="amount" label="@T["Budget"]" suffix="kr" />                          string; read by Formats.TryReadAmount
//   <mp-field for="ProcurementRelevant" label="@T["ProcurementRelevant"]" />                          check box: a bool property
//   <mp-field for="Verdict" type="radio" label="@T["Verdict"]" texts="@T" required />                 radio group, from an enum or items
//   <mp-field for="Members" type="checkboxes" label="@T["Members"]" items="Model.Persons" />          check boxes: a List<string> property
//   <mp-field for="Email" type="email" label="@T["Email"]" autocomplete="email" />                    also tel, url, search, password
//
// A field takes its value from what was posted, else from the model; its error from ModelState under the property's name. Fields that are
// not required say so. `name` overrides the field's name; `id` its id (two forms on one page); `describe` ids of more descriptions.
// Any other attribute goes to the control itself (data-…, placeholder, disabled, readonly, size, list).
//
//   <mp-amount value="Model.Budget" />                                    60 MNOK · 2,5 MNOK · 1 234 567 kr      (google.type.Money)
//   <mp-date value="mandate.DueDate" relative today="Model.Today" />      6.12.2017 (om 12 dager)                (google.type.Date or DateOnly?)
//   <mp-period value="phase.Period" />                                    Nov/Des 17 (1.11.2017–31.12.2017)      (common.v1.Period)
using System.Collections;
using System.Globalization;
using MergeProgramme.Platform.Localisation;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Platform.Web;

/// <summary>A labelled form field of the design system, with its hint and its error tied to it. Usage: at the top of this file.</summary>
/// <param name="shared">The words that all modules share.</param>
[HtmlTargetElement("mp-field", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper(IStringLocalizer<SharedTexts> shared) : TagHelper
{
    /// <summary>The property that the field edits.</summary>
    public required ModelExpression For { get; set; }

    /// <summary>What the field is called.</summary>
    public required string Label { get; set; }

    /// <summary>One or two sentences that help to fill it in.</summary>
    public string? Hint { get; set; }

    /// <summary>Whether it must be filled in. The service decides; this tells the reader.</summary>
    public bool Required { get; set; }

    /// <summary>Most characters allowed; 0 where nothing is said. More can be written, and is counted: pasted text is never cut.</summary>
    public int MaxLength { get; set; }

    /// <summary>Kind of field: see the top of the file. Taken from the property's type where it is not stated.</summary>
    public string? Type { get; set; }

    /// <summary>Choices of a select, a radio group or check boxes.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>Where the names of an enum's members stand, by the keys <c>EnumType.Member</c>.</summary>
    public IStringLocalizer? Texts { get; set; }

    /// <summary>Stands after the control, such as a unit.</summary>
    public string? Suffix { get; set; }

    /// <summary>Stands before the control.</summary>
    public string? Prefix { get; set; }

    /// <summary>The field's name where it is not the property's.</summary>
    public string? Name { get; set; }

    /// <summary>The control's id where it is not made of the name.</summary>
    public string? Id { get; set; }

    /// <summary>Ids of more elements that describe the field.</summary>
    public string? Describe { get; set; }

    /// <summary>Value as it stands, instead of that of the property.</summary>
    public string? Value { get; set; }

    /// <summary>The page that is being rendered.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = Name ?? ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = Id ?? TagBuilder.CreateSanitizedId(name, "_");
        var kind = KindOf();
        var extra = output.Attributes.ToList();
        output.Attributes.Clear();
        ViewContext.ViewData.ModelState.TryGetValue(name, out var state);
        var error = state?.Errors.Count > 0 ? ErrorText(state.Errors[0], shared) : null;
        var field = new FieldParts(
            name,
            id,
            kind,
            error,
            string.Join(
                ' ',
                new[]
                {
                    error is null ? null : id + "-error",
                    Hint is null ? null : id + "-hint",
                    MaxLength > 0 ? id + "-counter" : null,
                    Describe,
                }.Where(part => !string.IsNullOrEmpty(part))
            )
        );
        output.TagMode = TagMode.StartTagAndEndTag;
        if (kind is "radio" or "checkboxes")
        {
            Group(output, field, state);
        }
        else
        {
            Single(output, field, state, extra);
        }
    }

    private void Single(TagHelperOutput output, FieldParts field, ModelStateEntry? state, List<TagHelperAttribute> extra)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "ds-field mp-field");
        var control = field.Kind switch
        {
            "textarea" => TextArea(state),
            "select" => Select(state),
            "checkbox" => CheckBox(state),
            _ => Input(field, state),
        };
        control.AddCssClass("ds-input");
        control.Attributes["id"] = field.Id;
        control.Attributes["name"] = field.Name;
        DescribeControl(control, field);
        foreach (var attribute in extra)
        {
            if (string.Equals(attribute.Name, "class", StringComparison.OrdinalIgnoreCase))
            {
                control.AddCssClass(attribute.Value?.ToString() ?? "");
            }
            else
            {
                control.Attributes[attribute.Name] =
                    attribute.ValueStyle == HtmlAttributeValueStyle.Minimized ? "" : Unencoded(attribute.Value);
            }
        }

        var label = LabelOf("label");
        label.Attributes["for"] = field.Id;
        var content = output.Content;
        if (field.Kind == "checkbox")
        {
            content.AppendHtml(control).AppendHtml(label);
            AppendHint(content, field);
            AppendError(content, field);
            // What a check box that is not ticked posts; the binder takes the first of the two.
            content.AppendHtml(Hidden(field.Name, "false"));
            return;
        }

        content.AppendHtml(label);
        AppendHint(content, field);
        if (Prefix is null && Suffix is null)
        {
            content.AppendHtml(control);
        }
        else
        {
            var affixes = new TagBuilder("div");
            affixes.AddCssClass("ds-field-affixes");
            AppendAffix(affixes, Prefix);
            affixes.InnerHtml.AppendHtml(control);
            AppendAffix(affixes, Suffix);
            content.AppendHtml(affixes);
        }

        AppendError(content, field);
        if (MaxLength > 0)
        {
            var counter = new TagBuilder("p");
            counter.AddCssClass("mp-counter");
            counter.Attributes["id"] = field.Id + "-counter";
            counter.Attributes["data-counter"] = MaxLength.ToString(CultureInfo.InvariantCulture);
            counter.Attributes["data-counter-for"] = field.Id;
            counter.Attributes["data-under"] = shared["CharactersLeft"].Value;
            counter.Attributes["data-over"] = shared["CharactersOver"].Value;
            counter.InnerHtml.Append(shared["MaxCharacters", Formats.Number(MaxLength)].Value);
            content.AppendHtml(counter);
        }
    }

    private void Group(TagHelperOutput output, FieldParts field, ModelStateEntry? state)
    {
        output.TagName = "fieldset";
        output.Attributes.SetAttribute("class", "ds-fieldset mp-field");
        if (field.DescribedBy.Length > 0)
        {
            output.Attributes.SetAttribute("aria-describedby", field.DescribedBy);
        }

        var content = output.Content;
        content.AppendHtml(LabelOf("legend"));
        AppendHint(content, field);
        var selected = Selected(state);
        var choices = new TagBuilder("div");
        choices.AddCssClass("mp-choices");
        var index = 0;
        foreach (var item in Choices(withEmpty: false))
        {
            // The first control carries the field's id: the error summary's link ends there.
            var id = index == 0 ? field.Id : $"{field.Id}-{index.ToString(CultureInfo.InvariantCulture)}";
            var control = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
            control.AddCssClass("ds-input");
            control.Attributes["type"] = field.Kind == "radio" ? "radio" : "checkbox";
            control.Attributes["id"] = id;
            control.Attributes["name"] = field.Name;
            control.Attributes["value"] = item.Value ?? item.Text;
            if (selected is null ? item.Selected : selected.Contains(item.Value ?? item.Text))
            {
                control.Attributes["checked"] = "checked";
            }

            if (item.Disabled)
            {
                control.Attributes["disabled"] = "disabled";
            }

            if (field.Error is not null)
            {
                control.Attributes["aria-invalid"] = "true";
            }

            var label = new TagBuilder("label");
            label.AddCssClass("ds-label");
            label.Attributes["for"] = id;
            label.InnerHtml.Append(item.Text);
            var choice = new TagBuilder("div");
            choice.AddCssClass("ds-field");
            choice.InnerHtml.AppendHtml(control).AppendHtml(label);
            choices.InnerHtml.AppendHtml(choice);
            index++;
        }

        content.AppendHtml(choices);
        AppendError(content, field);
    }

    private TagBuilder Input(FieldParts field, ModelStateEntry? state)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = field.Kind switch
        {
            // A text field takes the reader's own decimal sign and spaces; a number field refuses them in half of the browsers.
            "number" or "amount" => "text",
            _ => field.Kind,
        };
        if (field.Kind is "number" or "amount")
        {
            input.Attributes["inputmode"] = IsWhole() ? "numeric" : "decimal";
            input.Attributes["autocomplete"] = "off";
            input.Attributes["size"] = field.Kind == "amount" ? "18" : "10";
        }

        if (field.Kind == "date")
        {
            input.AddCssClass("mp-narrow");
        }

        if (field.Kind != "password")
        {
            input.Attributes["value"] = TextOf(state);
        }

        return input;
    }

    private TagBuilder TextArea(ModelStateEntry? state)
    {
        // No rows: the style sheet then lets the field grow with its text.
        var area = new TagBuilder("textarea");
        // HTML drops one line break after the start tag; this is that one.
        area.InnerHtml.AppendHtml("\n").Append(TextOf(state));
        return area;
    }

    private TagBuilder Select(ModelStateEntry? state)
    {
        var select = new TagBuilder("select");
        var selected = Selected(state);
        TagBuilder? groupTag = null;
        SelectListGroup? group = null;
        foreach (var item in Choices(withEmpty: true))
        {
            var option = new TagBuilder("option");
            option.Attributes["value"] = item.Value ?? item.Text;
            if (selected is null ? item.Selected : selected.Contains(item.Value ?? item.Text))
            {
                option.Attributes["selected"] = "selected";
            }

            if (item.Disabled)
            {
                option.Attributes["disabled"] = "disabled";
            }

            option.InnerHtml.Append(item.Text);
            if (item.Group is null)
            {
                select.InnerHtml.AppendHtml(option);
                continue;
            }

            if (groupTag is null || !ReferenceEquals(group, item.Group))
            {
                group = item.Group;
                groupTag = new TagBuilder("optgroup");
                groupTag.Attributes["label"] = group.Name;
                select.InnerHtml.AppendHtml(groupTag);
            }

            groupTag.InnerHtml.AppendHtml(option);
        }

        return select;
    }

    private TagBuilder CheckBox(ModelStateEntry? state)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = "checkbox";
        input.Attributes["value"] = "true";
        // With the hidden field, what was posted is "true,false" or "false".
        var ticked = state?.AttemptedValue is { } posted
            ? posted.StartsWith("true", StringComparison.OrdinalIgnoreCase)
            : For.Model is true;
        if (ticked)
        {
            input.Attributes["checked"] = "checked";
        }

        return input;
    }

    private TagBuilder LabelOf(string tag)
    {
        var label = new TagBuilder(tag);
        label.AddCssClass("ds-label mp-field-label");
        label.InnerHtml.Append(Label);
        if (!Required && KindOf() != "checkbox")
        {
            var optional = new TagBuilder("span");
            optional.AddCssClass("mp-optional");
            optional.InnerHtml.Append(shared["Optional"].Value);
            label.InnerHtml.Append(" ").AppendHtml(optional);
        }

        return label;
    }

    private void DescribeControl(TagBuilder control, FieldParts field)
    {
        if (field.DescribedBy.Length > 0)
        {
            control.Attributes["aria-describedby"] = field.DescribedBy;
        }

        if (field.Error is not null)
        {
            control.Attributes["aria-invalid"] = "true";
        }

        if (Required && field.Kind != "checkbox")
        {
            // Not the required attribute: the browser's own message would hide ours, in the browser's language.
            control.Attributes["aria-required"] = "true";
        }
    }

    private void AppendHint(TagHelperContent content, FieldParts field)
    {
        if (Hint is not null)
        {
            var hint = new TagBuilder("p");
            hint.Attributes["data-field"] = "description";
            hint.Attributes["id"] = field.Id + "-hint";
            hint.InnerHtml.Append(Hint);
            content.AppendHtml(hint);
        }
    }

    private static void AppendError(TagHelperContent content, FieldParts field)
    {
        if (field.Error is not null)
        {
            var message = new TagBuilder("p");
            message.AddCssClass("ds-validation-message");
            message.Attributes["data-field"] = "validation";
            message.Attributes["id"] = field.Id + "-error";
            message.InnerHtml.Append(field.Error);
            content.AppendHtml(message);
        }
    }

    private static void AppendAffix(TagBuilder affixes, string? text)
    {
        if (text is not null)
        {
            var affix = new TagBuilder("span");
            affix.AddCssClass("ds-field-affix");
            affix.InnerHtml.Append(text);
            affixes.InnerHtml.AppendHtml(affix);
        }
    }

    private static TagBuilder Hidden(string name, string value)
    {
        var hidden = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        hidden.Attributes["type"] = "hidden";
        hidden.Attributes["name"] = name;
        hidden.Attributes["value"] = value;
        return hidden;
    }

    private string KindOf()
    {
        if (Type is not null)
        {
            return Type.ToLowerInvariant();
        }

        var type = For.Metadata.UnderlyingOrModelType;
        return type == typeof(bool) ? "checkbox"
            : type.IsEnum || Items is not null ? "select"
            : type == typeof(DateOnly) ? "date"
            : IsNumber(type) ? "number"
            : "text";
    }

    private bool IsWhole()
    {
        var type = For.Metadata.UnderlyingOrModelType;
        return type == typeof(int)
            || type == typeof(long)
            || type == typeof(short)
            || type == typeof(uint)
            || type == typeof(ulong);
    }

    private static bool IsNumber(Type type) =>
        type == typeof(int)
        || type == typeof(long)
        || type == typeof(short)
        || type == typeof(uint)
        || type == typeof(ulong)
        || type == typeof(decimal)
        || type == typeof(double)
        || type == typeof(float);

    private string TextOf(ModelStateEntry? state) =>
        state?.AttemptedValue
        ?? Value
        ?? For.Model switch
        {
            null => "",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.CurrentCulture),
            var other => other.ToString() ?? "",
        };

    // Null where neither the model nor a post says which: then the items' own marks hold.
    private HashSet<string>? Selected(ModelStateEntry? state) =>
        state?.RawValue switch
        {
            string[] posted => [.. posted],
            string posted => [posted],
            _ => Value is not null
                ? [Value]
                : For.Model switch
                {
                    null => null,
                    string one => one.Length == 0 && Items?.Any(item => item.Selected) == true ? null : [one],
                    IEnumerable many => [.. many.Cast<object?>().Select(one => one?.ToString() ?? "")],
                    var one => [one.ToString() ?? ""],
                },
        };

    private IEnumerable<SelectListItem> Choices(bool withEmpty)
    {
        if (Items is not null)
        {
            var all = Items.ToList();
            if (withEmpty && !all.Exists(item => item.Value is { Length: 0 }))
            {
                yield return new SelectListItem(shared["Choose"].Value, "");
            }

            foreach (var item in all)
            {
                yield return item;
            }

            yield break;
        }

        var type = For.Metadata.UnderlyingOrModelType;
        if (For.Metadata.ElementType is { IsEnum: true } element)
        {
            type = element;
        }

        if (!type.IsEnum)
        {
            throw new InvalidOperationException(
                $"mp-field for {For.Name}: a {Type ?? "select"} needs items, or a property of an enum type."
            );
        }

        if (For.Metadata.IsNullableValueType && withEmpty)
        {
            yield return new SelectListItem(shared["Choose"].Value, "");
        }

        foreach (var member in Enum.GetNames(type))
        {
            // The zero member of a contract's enum says that nothing has been chosen yet.
            if (member == "Unspecified")
            {
                if (withEmpty && !For.Metadata.IsNullableValueType)
                {
                    yield return new SelectListItem(shared["Choose"].Value, member);
                }

                continue;
            }

            yield return new SelectListItem(Texts?[$"{type.Name}.{member}"].Value ?? member, member);
        }
    }

    // The texts of a ModelState entry, whether a rule or an exception of the binder put it there.
    internal static string ErrorText(ModelError error, IStringLocalizer shared) =>
        error.ErrorMessage.Length > 0 ? error.ErrorMessage : shared["Binding.Unknown"].Value;

    // An attribute of a tag helper without a property comes encoded or as content.
    private static string Unencoded(object? value) =>
        value switch
        {
            null => "",
            HtmlString html => System.Net.WebUtility.HtmlDecode(html.Value ?? ""),
            IHtmlContent content => System.Net.WebUtility.HtmlDecode(Written(content)),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };

    private static string Written(IHtmlContent content)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        content.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return writer.ToString();
    }

    private sealed record FieldParts(string Name, string Id, string Kind, string? Error, string DescribedBy);
}

/// <summary>All errors of the form, first on the page, each a link to its field. Renders nothing where there are none.</summary>
/// <param name="shared">The words that all modules share.</param>
[HtmlTargetElement("mp-errors", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorsTagHelper(IStringLocalizer<SharedTexts> shared) : TagHelper
{
    /// <summary>The heading, where the shared one does not fit.</summary>
    public string? Title { get; set; }

    /// <summary>The page that is being rendered.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext
            .ViewData.ModelState.SelectMany(entry =>
                (entry.Value?.Errors ?? []).Select(error => (entry.Key, Text: FieldTagHelper.ErrorText(error, shared)))
            )
            .Distinct()
            .ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        // The element of the design system takes the focus when the page opens; without script it is simply first.
        output.TagName = "ds-error-summary";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "ds-error-summary");
        output.Attributes.SetAttribute("data-mp-errors", "");
        output.Attributes.SetAttribute("role", "group");
        output.Attributes.SetAttribute("aria-labelledby", "error-summary-title");
        output.Attributes.SetAttribute("tabindex", "-1");
        var heading = new TagBuilder("h2");
        heading.AddCssClass("ds-heading");
        heading.Attributes["id"] = "error-summary-title";
        heading.InnerHtml.Append(Title ?? shared["ErrorSummaryTitle"].Value);
        var list = new TagBuilder("ul");
        list.AddCssClass("ds-list");
        foreach (var (key, text) in errors)
        {
            var item = new TagBuilder("li");
            if (key.Length == 0)
            {
                item.InnerHtml.Append(text);
            }
            else
            {
                var link = new TagBuilder("a");
                link.AddCssClass("ds-link");
                link.Attributes["href"] = "#" + TagBuilder.CreateSanitizedId(key, "_");
                link.InnerHtml.Append(text);
                item.InnerHtml.AppendHtml(link);
            }

            list.InnerHtml.AppendHtml(item);
        }

        output.Content.AppendHtml(heading).AppendHtml(list);
    }
}
