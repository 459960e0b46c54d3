using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Stakeholders.PersonalData;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<Disclosure> CreateDisclosure(CreateDisclosureRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        var isErasure = request.Disclosure.Kind is DisclosureKind.Erasure or DisclosureKind.Retention;
        if (isErasure && !Caller.Current.May("stakeholders.erasePersonalData", request.Parent))
            throw Problem.Denied("stakeholders.erasePersonalData");
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var disclosure = new Disclosure
                {
                    Name = $"{request.Parent}/disclosures/{Guid.CreateVersion7(session.Now):N}",
                    Kind = request.Disclosure.Kind,
                    Purpose = request.Disclosure.Purpose.Trim(),
                    CaseNumber = request.Disclosure.CaseNumber.Trim(),
                    Pseudonym = isErasure ? await DisclosureTable.NewPseudonymAsync(session, request.Parent) : "",
                    Requester = Caller.Current.Id,
                    RequesterDisplayName = Caller.Current.DisplayName,
                    CreateTime = Instants.ToTimestamp(session.Now),
                };
                await session.ExecuteAsync(
                    $"""
                    INSERT INTO disclosures (parent, {DisclosureTable.Columns})
                    VALUES (@Parent, @Name, @Kind, @Purpose, @CaseNumber, @Pseudonym, @Requester, @RequesterDisplayName, @CreateTime, NULL)
                    """,
                    new
                    {
                        request.Parent,
                        disclosure.Name,
                        disclosure.Kind,
                        disclosure.Purpose,
                        disclosure.CaseNumber,
                        disclosure.Pseudonym,
                        disclosure.Requester,
                        disclosure.RequesterDisplayName,
                        disclosure.CreateTime,
                    }
                );
                session.Append("stakeholders.disclosure.created", disclosure.Name, DisclosureTable.WithoutPurpose(disclosure));
                return disclosure;
            }
        );
    }
}
