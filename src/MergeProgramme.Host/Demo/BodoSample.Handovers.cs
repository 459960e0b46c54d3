using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Host.Demo;

/// <summary>
/// "Overleveringen fra prosjektet til gjennomføringen: dette er den største risikoen." In the programme of today one handover waits for its line
/// owner; in its own years the council has decided, and the line has taken over what is carried out.
/// </summary>
internal static partial class BodoSample
{
    private static async Task HandoversAsync(SampleWriter w, IReadOnlyList<Measure> measures, string carrier, SampleCalendar when)
    {
        var (service, director) = (w.PersonOf("Torill Hunstadbakk"), w.PersonOf("Randi Skjerstadnes"));
        var takeOver = measures[0].DecisionDate.ToDateOnly()!.Value.AddMonths(3).ToDate();
        var isPast = w.IsPast(takeOver);
        if (isPast)
            foreach (var measure in measures.Take(3))
                await w.Benefits.DecideMeasureAsync(
                    new()
                    {
                        Name = measure.Name,
                        Etag = measure.Etag,
                        DecisionDate = when.DateAhead((6 - when.Mandate.Month + 12) % 12, 24),
                        CaseNumber = "14/52",
                    }
                );
        var nursing = await HandoverAsync(measures[0], director);
        nursing = await w.Benefits.ProposeHandoverAsync(new() { Name = nursing.Name });
        var home = await HandoverAsync(measures[1], service);
        if (!isPast)
            return;
        await AcceptAsync(nursing, "Vikarer i overgangen dekkes av prosjektet ut året.");
        await AcceptAsync(await w.Benefits.ProposeHandoverAsync(new() { Name = home.Name }), "");
        var shifts = await HandoverAsync(measures[2], service);
        shifts = await w.Benefits.ProposeHandoverAsync(new() { Name = shifts.Name });
        await w.Benefits.AnswerHandoverAsync(
            new()
            {
                Name = shifts.Name,
                Etag = shifts.Etag,
                Verdict = HandoverVerdict.Returned,
                Wording = "Normen for natt er ikke drøftet med de tillitsvalgte.",
            }
        );

        async Task<Handover> HandoverAsync(Measure measure, string receiver)
        {
            var handover = await w.Benefits.CreateHandoverAsync(
                new()
                {
                    Parent = w.Programme,
                    Handover = new()
                    {
                        Subject = measure.Name,
                        Carrier = carrier,
                        Receiver = receiver,
                        HandoverDate = takeOver,
                    },
                }
            );
            foreach (var item in handover.Items.SkipLast(1))
                item.Done = true;
            handover.Items[^1].Note = "Gjennomgås i første møte etter overtakelsen.";
            return await w.Benefits.UpdateHandoverAsync(new() { Handover = handover });
        }

        async Task AcceptAsync(Handover handover, string conditions) =>
            await w.Benefits.AnswerHandoverAsync(
                new()
                {
                    Name = handover.Name,
                    Etag = handover.Etag,
                    Verdict = HandoverVerdict.Accepted,
                    Wording = conditions,
                }
            );
    }
}
