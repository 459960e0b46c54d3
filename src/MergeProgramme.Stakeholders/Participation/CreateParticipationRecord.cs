using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.CoDetermination;
using MergeProgramme.Stakeholders.Participation;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<ParticipationRecord> CreateParticipationRecord(
        CreateParticipationRecordRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        var given = request.ParticipationRecord;
        var heard = given.HeardDate.ToDateOnly()!.Value;
        List<Violation> violations = [];
        if (!Matter.IsOf(request.Parent, given.Matter))
            violations.Add(new("participation_record.matter", "MATTER_MALFORMED", given.Matter, request.Parent));
        if (heard > time.Today())
            violations.Add(new("participation_record.heard_date", "DATE_IN_FUTURE", NorwegianTime.Format(heard)));
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var record = given.Clone();
                var parties = await PartyTable.AllAsync(session, request.Parent);
                if (record.RegisteredParty.Length == 0)
                {
                    record.RegisteredParty =
                        parties
                            .Find(p =>
                                p.Kind == record.PartyKind
                                && p.DisplayName.Equals(record.Party.Trim(), StringComparison.OrdinalIgnoreCase)
                            )
                            ?.Name
                        ?? "";
                }
                else if (parties.Find(p => p.Name == record.RegisteredParty) is not { } registered)
                    throw Problem.Invalid("participation_record.registered_party", "REFERENCE_NOT_FOUND", record.RegisteredParty);
                else if (registered.Kind != record.PartyKind)
                    throw Problem.Invalid("participation_record.party_kind", "PARTY_OF_OTHER_KIND", registered.DisplayName);
                record.Name = await NewNames.ChooseAsync(
                    session,
                    "participation_records",
                    $"{request.Parent}/participationRecords",
                    "",
                    "",
                    $"{heard.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {record.Party}"
                );
                record.CreateTime = Instants.ToTimestamp(session.Now);
                record.Etag = Etags.New();
                await session.ExecuteAsync(
                    """
                    INSERT INTO participation_records
                        (name, parent, matter, party_kind, party, representative, form, heard_date, setting, view, registered_party,
                        create_time, etag)
                    VALUES (@Name, @Parent, @Matter, @PartyKind, @Party, @Representative, @Form, @HeardDate, @Setting, @View,
                        NULLIF(@RegisteredParty, ''), @CreateTime, @Etag)
                    """,
                    new
                    {
                        record.Name,
                        request.Parent,
                        record.Matter,
                        record.PartyKind,
                        record.Party,
                        record.Representative,
                        record.Form,
                        record.HeardDate,
                        record.Setting,
                        record.View,
                        record.RegisteredParty,
                        record.CreateTime,
                        record.Etag,
                    }
                );
                session.Append("stakeholders.participation-record.created", record.Name, record);
                return record;
            }
        );
    }
}
