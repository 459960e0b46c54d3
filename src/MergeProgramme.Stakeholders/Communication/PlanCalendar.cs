using System.Text;
using Google.Protobuf;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.V1;
using Calendar = Ical.Net.Calendar;

namespace MergeProgramme.Stakeholders.Communication;

/// <summary>What is to come of the communication plan as an iCalendar file (RFC 5545): whole days, for calendars to subscribe to or read in. Pure.</summary>
internal static class PlanCalendar
{
    /// <param name="programme">Resource name.</param>
    /// <param name="title">What the calendar is called.</param>
    /// <param name="now">When the file was made.</param>
    public static ExportCommunicationCalendarResponse Of(
        string programme,
        string title,
        IEnumerable<CommunicationOccurrence> occurrences,
        DateTimeOffset now
    )
    {
        var calendar = new Calendar { ProductId = "-//MergeProgramme//Communication//NO", Method = "PUBLISH" };
        calendar.AddProperty("X-WR-CALNAME", title);
        foreach (var occurrence in occurrences)
        {
            var due = occurrence.DueDate.ToDateOnly()!.Value;
            calendar.Events.Add(
                new CalendarEvent
                {
                    // The same occurrence is the same entry, however often the file is read.
                    Uid = $"{due:yyyyMMdd}-{ResourceNames.Id(occurrence.CommunicationItem)}@{ResourceNames.Id(programme)}",
                    DtStamp = new CalDateTime(now.UtcDateTime),
                    Start = new CalDateTime(due),
                    End = new CalDateTime(due.AddDays(1)),
                    Summary = $"{occurrence.Title} ({occurrence.Channel})",
                    Description = $"{occurrence.Responsible}\n{occurrence.Message}",
                    Transparency = TransparencyType.Transparent,
                }
            );
        }
        return new()
        {
            Content = ByteString.CopyFrom(new CalendarSerializer().SerializeToString(calendar)!, Encoding.UTF8),
            ContentType = "text/calendar; charset=utf-8; method=PUBLISH",
            FileName = $"kommunikasjonsplan-{ResourceNames.Id(programme)}.ics",
        };
    }
}
