using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Benefits.Pages.Handovers;

/// <summary>What people write about a handover.</summary>
internal sealed class HandoverForm
{
    // More than the list has, so that some can be added; the rest follows when it is saved.
    private const int FreeItems = 2;

    public string Carrier { get; set; } = "";

    public string Receiver { get; set; } = "";

    public DateOnly? HandoverDate { get; set; }

    public string Conditions { get; set; } = "";

    public List<ItemRow> Items { get; set; } = [];

    public string Etag { get; set; } = "";

    /// <summary>What must be in order first. One without words is taken off the list.</summary>
    internal sealed class ItemRow
    {
        public string Text { get; set; } = "";

        public bool Done { get; set; }

        public string Note { get; set; } = "";
    }

    /// <summary>Adds empty rows, so that there is always room for one more.</summary>
    public HandoverForm WithRoom()
    {
        Items.RemoveAll(row => string.IsNullOrWhiteSpace(row.Text));
        Items.AddRange(Enumerable.Range(0, FreeItems).Select(_ => new ItemRow()));
        return this;
    }

    public static HandoverForm From(Handover handover) =>
        new()
        {
            Carrier = handover.Carrier,
            Receiver = handover.Receiver,
            HandoverDate = handover.HandoverDate.ToDateOnly(),
            Conditions = handover.Conditions,
            Items =
            [
                .. handover.Items.Select(item => new ItemRow
                {
                    Text = item.Text,
                    Done = item.Done,
                    Note = item.Note,
                }),
            ],
            Etag = handover.Etag,
        };

    /// <summary>The handover that the form says.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    public Handover ToHandover(string name, string subject)
    {
        Items.RemoveAll(row => string.IsNullOrWhiteSpace(row.Text));
        return new()
        {
            Name = name,
            Subject = subject,
            Carrier = Carrier,
            Receiver = Receiver,
            HandoverDate = HandoverDate.ToDate(),
            Conditions = Conditions.Trim(),
            Items =
            {
                Items.Select(row => new HandoverItem
                {
                    Text = row.Text.Trim(),
                    Done = row.Done,
                    Note = row.Note.Trim(),
                }),
            },
            Etag = Etag,
        };
    }
}
