using Grpc.Core;
using MergeProgramme.Mandates.Budget;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<Commitment> CreateCommitment(CreateCommitmentRequest request, ServerCallContext context)
    {
        await RegisterPlace.RequireAsync(organisation, request.Parent, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var commitment = new Commitment
                {
                    Name = $"{request.Parent}/commitments/{Guid.CreateVersion7(session.Now):N}",
                    Supplier = request.Commitment.Supplier,
                    Subject = request.Commitment.Subject,
                    Kind = request.Commitment.Kind,
                    Amount = request.Commitment.Amount,
                    ExpectedDate = request.Commitment.ExpectedDate,
                    Reference = request.Commitment.Reference,
                    DrawnAmount = Ore.ToMoney(0),
                    Etag = Etags.New(),
                    CreateTime = Instants.ToTimestamp(session.Now),
                };
                Violation[] wrong = [.. BudgetRules.Check(commitment)];
                if (wrong.Length > 0)
                    throw Problem.Invalid(wrong);
                BudgetRules.Describe(commitment);
                await session.ExecuteAsync(
                    """
                    INSERT INTO commitments (name, programme, parent, supplier, subject, kind, amount, expected_date, year, reference, state,
                        drawn_amount, cancel_reason, etag, create_time)
                    VALUES (@Name, @Programme, @Parent, @Supplier, @Subject, @Kind, @Amount, @ExpectedDate, @Year, @Reference, @State,
                        0, '', @Etag, @CreateTime)
                    """,
                    new
                    {
                        commitment.Name,
                        Programme = ResourceNames.Programme(commitment.Name),
                        request.Parent,
                        commitment.Supplier,
                        commitment.Subject,
                        commitment.Kind,
                        commitment.Amount,
                        commitment.ExpectedDate,
                        commitment.ExpectedDate.Year,
                        commitment.Reference,
                        commitment.State,
                        commitment.Etag,
                        commitment.CreateTime,
                    }
                );
                session.Append("mandates.commitment.created", commitment.Name, commitment);
                return commitment;
            }
        );
    }
}
