using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Tenders;

/// <summary>The SQL that several rpcs on tenders share.</summary>
internal static class TenderTable
{
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Tender> GetAsync(Session session, string name) =>
        await session.FindAsync<Tender>("SELECT * FROM tenders WHERE name = @name", new { name }) ?? throw Problem.NotFound(name);

    /// <summary>All of a case, in the order that they came.</summary>
    public static Task<List<Tender>> AllAsync(Session session, string procurementCase) =>
        session.QueryAsync<Tender>(
            "SELECT * FROM tenders WHERE procurement_case = @procurementCase ORDER BY receive_time, name",
            new { procurementCase }
        );

    /// <summary>All that a tender says. Ask only once it is opened, for somebody who may see it.</summary>
    /// <exception cref="Problem">FAILED_PRECONDITION where the seal is broken or the key is not here.</exception>
    public static async Task<ReadTenderResponse> UnsealAsync(Session session, TenderSeal seal, Tender tender)
    {
        var said = await TermsAsync(session, seal, tender);
        var content = await session.FindAsync<string>(
            "SELECT content FROM sealed_tenders WHERE tender = @Name",
            new { tender.Name }
        );
        said.Content = seal.OpenContent(tender.Name, content ?? "", tender.ContentHash) ?? throw Broken(tender);
        return said;
    }

    /// <summary>Adds price and file name of opened tenders.</summary>
    public static async Task ShowAsync(Session session, TenderSeal seal, IEnumerable<Tender> tenders)
    {
        foreach (var tender in tenders.Where(t => TenderRules.IsOpen(t.State)))
        {
            var said = await TermsAsync(session, seal, tender);
            (tender.Price, tender.FileName) = (said.Price, said.FileName);
        }
    }

    private static async Task<ReadTenderResponse> TermsAsync(Session session, TenderSeal seal, Tender tender)
    {
        var terms = await session.FindAsync<string>("SELECT terms FROM sealed_tenders WHERE tender = @Name", new { tender.Name });
        return seal.OpenTerms(tender.Name, terms ?? "") ?? throw Broken(tender);
    }

    private static Problem Broken(Tender tender) => Problem.Precondition(tender.Name, "TENDER_SEAL_BROKEN", tender.Tenderer);

    /// <summary>Writes its state, with a new etag and its event.</summary>
    public static async Task UpdateAsync(WriteSession session, Tender next, string eventType)
    {
        var current = next.Etag;
        next.Etag = Etags.New();
        await session.UpdateAsync(
            "UPDATE tenders SET state = @State, reject_reason = @RejectReason, etag = @Etag WHERE name = @Name",
            next,
            current
        );
        session.Append(eventType, next.Name, next);
    }

    /// <summary>Writes into the log of who opened, read or tried to read a tender. The case must be locked by this write.</summary>
    public static Task LogAsync(WriteSession session, string procurementCase, string tender, TenderAccessKind kind) =>
        session.ExecuteAsync(
            """
            INSERT INTO tender_accesses (tender, position, procurement_case, caller, display_name, time, kind)
            VALUES (@tender, (SELECT COUNT(*) FROM tender_accesses WHERE tender = @tender), @procurementCase, @Id, @DisplayName, @Now, @kind)
            """,
            new
            {
                tender,
                procurementCase,
                Caller.Current.Id,
                Caller.Current.DisplayName,
                Now = Instants.ToMicroseconds(session.Now),
                kind,
            }
        );
}
