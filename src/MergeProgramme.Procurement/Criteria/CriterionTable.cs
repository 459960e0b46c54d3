using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Criteria;

/// <summary>The SQL that several rpcs on criteria share.</summary>
internal static class CriterionTable
{
    /// <summary>All criteria of a case in their order: requirements and top criteria by position, each followed by its parts.</summary>
    public static async Task<List<Criterion>> AllAsync(Session session, string procurementCase)
    {
        var all = await session.QueryAsync<Criterion>(
            "SELECT * FROM criteria WHERE procurement_case = @procurementCase ORDER BY position",
            new { procurementCase }
        );
        CriteriaRules.SetEffectiveWeights(all);
        return CriteriaRules.InOrder(all);
    }

    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Criterion> GetAsync(Session session, string name) =>
        (await AllAsync(session, ResourceNames.Parent(name))).Find(c => c.Name == name) ?? throw Problem.NotFound(name);

    /// <summary>Refuses what may not stand beside the others.</summary>
    public static void Require(IReadOnlyCollection<Criterion> all, Criterion criterion)
    {
        if (CriteriaRules.Check(all, criterion).ToList() is { Count: > 0 } wrong)
            throw Problem.Invalid(wrong);
    }

    /// <summary>Refuses a change once the case is published.</summary>
    public static void RequireOpen(ProcurementCase procurement)
    {
        if (procurement.State != ProcurementCaseState.Preparation)
            throw Problem.Precondition(procurement.Name, "CRITERIA_LOCKED");
    }
}
