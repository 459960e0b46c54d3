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
    public override Task<Commitment> DrawDownCommitment(DrawDownCommitmentRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var today = NorwegianTime.DateIn(session.Now);
                var commitment = await CommitmentTable.GetOpenAsync(session, request.Name, request.Etag);
                Violation[] wrong = [.. BudgetRules.Check(request.Drawdown, commitment, today)];
                if (wrong.Length > 0)
                    throw Problem.Invalid(wrong);
                var added = new Drawdown
                {
                    Number = commitment.Drawdowns.Count + 1,
                    Date = request.Drawdown.Date ?? today.ToDate(),
                    Amount = request.Drawdown.Amount,
                    Voucher = request.Drawdown.Voucher,
                };
                await session.ExecuteAsync(
                    """
                    INSERT INTO commitment_drawdowns (commitment, number, date, amount, voucher)
                    VALUES (@Commitment, @Number, @Date, @Amount, @Voucher)
                    """,
                    new
                    {
                        Commitment = commitment.Name,
                        added.Number,
                        added.Date,
                        added.Amount,
                        added.Voucher,
                    }
                );
                commitment.Drawdowns.Add(added);
                commitment.DrawnAmount = Ore.ToMoney(Ore.Of(commitment.DrawnAmount) + Ore.Of(added.Amount));
                await CommitmentTable.UpdateAsync(session, commitment);
                session.Append("mandates.commitment.drawn", commitment.Name, commitment);
                return commitment;
            }
        );
}
