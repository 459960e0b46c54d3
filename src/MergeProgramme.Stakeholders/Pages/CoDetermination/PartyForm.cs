using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>What people write about a party of co-determination.</summary>
internal sealed class PartyForm
{
    public string DisplayName { get; set; } = "";

    public PartyKind Kind { get; set; }

    public string Federation { get; set; } = "";

    public string Representative { get; set; } = "";

    public string SpokesParty { get; set; } = "";

    public string Etag { get; set; } = "";

    /// <summary>The parties that may speak for this one: those that speak for themselves.</summary>
    public List<SelectListItem> Spokes { get; private set; } = [];

    /// <summary>The form for a party as it stands.</summary>
    public static PartyForm From(Party party) =>
        new()
        {
            DisplayName = party.DisplayName,
            Kind = party.Kind,
            Federation = party.Federation,
            Representative = party.Representative,
            SpokesParty = party.SpokesParty,
            Etag = party.Etag,
        };

    /// <summary>Offers the others to speak for this one.</summary>
    /// <param name="itself">What no party is chosen as.</param>
    public void Offer(IEnumerable<Party> all, string name, string itself) =>
        Spokes = [
            new SelectListItem(itself, ""),
            .. all.Where(p => p.Name != name && p.SpokesParty.Length == 0).Select(p => new SelectListItem(p.DisplayName, p.Name)),
        ];

    /// <summary>The party that the form says.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    public Party ToParty(string name) =>
        new()
        {
            Name = name,
            DisplayName = DisplayName.Trim(),
            Kind = Kind,
            Federation = Federation.Trim(),
            Representative = Representative.Trim(),
            SpokesParty = SpokesParty,
            Etag = Etag,
        };
}
