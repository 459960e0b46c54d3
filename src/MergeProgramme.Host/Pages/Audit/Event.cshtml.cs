using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Type;
using MergeProgramme.Host.Audit;
using MergeProgramme.Platform.Audit;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using Date = Google.Type.Date;

namespace MergeProgramme.Host.Pages.Audit;

/// <summary>One event: who, when, from where, by which request and trace, what it changed, and its place in the chain.</summary>
[PagePermission("audit.read")]
internal sealed class EventModel(AuditTrail trail, OrganisationServiceClient organisation, IStringLocalizer<Texts> texts)
    : AuditPageModel(organisation, texts)
{
    [FromRoute(Name = "module")]
    public string Module { get; set; } = "";

    [FromRoute(Name = "sequence")]
    public long Sequence { get; set; }

    public Event Event { get; private set; } = new();

    /// <summary>What it changed, field by field.</summary>
    public IReadOnlyList<FieldChange> Changes { get; private set; } = [];

    /// <summary>Whether what the resource was before stands in an event.</summary>
    public bool HasBefore { get; private set; }

    /// <summary>Whether the resource is no more.</summary>
    public bool IsGone => Event.Type.EndsWith(".deleted", StringComparison.Ordinal);

    /// <summary>Whether the data can be read.</summary>
    public bool HasData { get; private set; }

    /// <summary>Whether the event has the hash that it says.</summary>
    public bool IsAsWritten { get; private set; }

    /// <summary>The event before it in the module's log; null where it is the first or that one is gone, or where the page is about one programme.</summary>
    public Event? Previous { get; private set; }

    /// <summary>Whether it follows what stands before it.</summary>
    public bool FollowsPrevious => Event.PreviousHash == (Previous?.Hash ?? (Event.Sequence == 1 ? LogLine.NoHash : ""));

    /// <summary>The event after it in the module's log; null where it is the last, or where the page is about one programme.</summary>
    public Event? Next { get; private set; }

    /// <summary>A value as people read it; null where there is none.</summary>
    public string? Shown(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            true => Words["Audit.Yes"],
            Timestamp time => TimeOf(time),
            Date date => Formats.Date(date) is { Length: > 0 } day ? day : date.ToString(),
            Money amount => Formats.Amount(amount),
            Google.Type.Decimal exact => exact.Value,
            IMessage message => message.ToString(),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

    public async Task<IActionResult> OnGetAsync()
    {
        if (await trail.FindAsync(Module, Sequence, Scope, Aborted) is not { } found)
            return NotFound();
        Event = found;
        await LoadFrameAsync(WhatOf(found));
        IsAsWritten = LogLine.Of(found).HashAs() == found.Hash;
        if (Scope.Length == 0)
            (Previous, Next) = (await trail.BeforeAsync(found, Aborted), await trail.AfterAsync(found, Aborted));
        var (before, now) = (EventData.Message(found.PreviousData), EventData.Message(found.Data));
        (HasBefore, HasData) = (before is not null, now is not null);
        Changes = IsGone ? MessageDifference.Between(now, null) : MessageDifference.Between(before, now);
        return Page();
    }

    // Data may have been tampered with: what is no moment is shown as it is.
    private static string TimeOf(Timestamp time) =>
        time.Seconds is > -62_135_596_800 and < 253_402_300_800 && time.Nanos is >= 0 and < 1_000_000_000
            ? TimeOf(time.ToDateTimeOffset())
            : time.ToString();
}
