using Grpc.Core;
using MergeProgramme.Benefits.Ledger;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<BudgetBase> CreateBudgetBase(CreateBudgetBaseRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        var asked = request.BudgetBase;
        List<Violation> wrong = [.. BudgetLineRules.Check(request.Parent, asked)];
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong);
        if (
            asked.Municipality.Length > 0
            && !await organisation
                .GetMunicipalityAsync(new() { Name = asked.Municipality }, cancellationToken: context.CancellationToken)
                .ExistsAsync()
        )
            throw Problem.Invalid("budget_base.municipality", "NOT_FOUND", asked.Municipality);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var there = asked.Clone();
                var taken = await session.FindAsync<string>(
                    $"SELECT name FROM budget_bases WHERE {BudgetBaseTable.OfLine}",
                    new
                    {
                        programme = request.Parent,
                        year = there.Year,
                        function = there.BudgetFunction,
                        account = there.BudgetAccount,
                        municipality = there.Municipality,
                    }
                );
                if (taken is not null)
                    throw Problem.Taken("budget_base.budget_function", "BASE_THERE", there.Year);
                there.Name = await NewNames.ChooseAsync(
                    session,
                    "budget_bases",
                    $"{request.Parent}/budgetBases",
                    request.BudgetBaseId,
                    "budget_base_id",
                    $"{there.Year}-{there.BudgetFunction}-{there.BudgetAccount}"
                );
                there.CreateTime = Instants.ToTimestamp(session.Now);
                there.Etag = Etags.New();
                await session.ExecuteAsync(
                    """
                    INSERT INTO budget_bases (name, parent, budget_function, budget_account, municipality, year, amount, source, writes,
                        create_time, etag)
                    VALUES (@Name, @Parent, @BudgetFunction, @BudgetAccount, @Municipality, @Year, @Amount, @Source, 0, @CreateTime, @Etag)
                    """,
                    new
                    {
                        there.Name,
                        request.Parent,
                        there.BudgetFunction,
                        there.BudgetAccount,
                        there.Municipality,
                        there.Year,
                        there.Amount,
                        there.Source,
                        there.CreateTime,
                        there.Etag,
                    }
                );
                session.Append("benefits.budgetBase.created", there.Name, there);
                return there;
            }
        );
    }
}
