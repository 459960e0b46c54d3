using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.ChangeRequests;

/// <summary>The SQL on change requests that several rpcs share.</summary>
internal static class ChangeRequestTable
{
    /// <summary>One with its assessment and decisions.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<ChangeRequest> GetAsync(Session session, string name)
    {
        var request =
            await session.FindAsync<ChangeRequest>("SELECT * FROM change_requests WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        await FillAsync(session, [request]);
        return request;
    }

    /// <summary>All of a sub-project, or of a programme where <paramref name="subProject"/> is empty, by number.</summary>
    public static async Task<IReadOnlyList<ChangeRequest>> AllAsync(Session session, string programme, string subProject)
    {
        var requests = await session.QueryAsync<ChangeRequest>(
            """
            SELECT * FROM change_requests WHERE programme = @programme AND (@subProject = '' OR sub_project = @subProject)
            ORDER BY sub_project, number
            """,
            new { programme, subProject }
        );
        await FillAsync(session, requests);
        return requests;
    }

    /// <summary>Names of those that a version carries out, by number.</summary>
    public static async Task<IReadOnlyList<string>> CarriedOutByAsync(Session session, string mandate) =>
        await session.QueryAsync<string>(
            "SELECT name FROM change_requests WHERE revision = @mandate ORDER BY number",
            new { mandate }
        );

    /// <summary>The change log of a document: those that it or a version before it carries out, by number.</summary>
    public static async Task<IReadOnlyList<ChangeRequest>> LogAsync(Session session, Mandate mandate)
    {
        var subProject = ResourceNames.Parent(mandate.Name);
        var requests = await session.QueryAsync<ChangeRequest>(
            """
            SELECT c.* FROM change_requests c JOIN mandates m ON m.name = c.revision
            WHERE c.sub_project = @subProject AND m.version <= @Version ORDER BY c.number
            """,
            new { subProject, mandate.Version }
        );
        await FillAsync(session, requests);
        return requests;
    }

    /// <summary>Gives change requests their sections, assessments and decisions.</summary>
    public static async Task FillAsync(Session session, IReadOnlyList<ChangeRequest> requests)
    {
        // One parameter for each: the two databases take lists of values in different ways, and limit how many there are.
        const int Most = 1000;
        foreach (var some in requests.Chunk(Most))
        {
            var byName = some.ToDictionary(one => one.Name, StringComparer.Ordinal);
            var parameters = some.Index().ToDictionary(one => $"name{one.Index}", one => (object)one.Item.Name);
            var names = string.Join(", ", parameters.Keys.Select(key => $"@{key}"));
            foreach (
                var row in await session.QueryAsync<(string ChangeRequest, string Section)>(
                    $"""
                    SELECT change_request, section FROM change_request_sections WHERE change_request IN ({names})
                    ORDER BY change_request, position
                    """,
                    parameters
                )
            )
                byName[row.ChangeRequest].Sections.Add(row.Section);
            foreach (
                var row in await session.QueryAsync<AssessmentRow>(
                    $"SELECT * FROM change_assessments WHERE change_request IN ({names})",
                    parameters
                )
            )
                byName[row.ChangeRequest].Assessment = row.ToAssessment();
            foreach (
                var row in await session.QueryAsync<DecisionRow>(
                    $"SELECT * FROM change_request_decisions WHERE change_request IN ({names}) ORDER BY change_request, number",
                    parameters
                )
            )
                byName[row.ChangeRequest].Decisions.Add(row.ToDecision());
        }
    }

    /// <summary>Writes a new one; gives it its number, name, etag and times.</summary>
    public static async Task InsertAsync(WriteSession session, string subProject, ChangeRequest request)
    {
        var last = await session.FindAsync<int?>(
            "SELECT MAX(number) FROM change_requests WHERE sub_project = @subProject",
            new { subProject }
        );
        request.Number = (last ?? 0) + 1;
        request.Name = FormattableString.Invariant($"{subProject}/changeRequests/{request.Number}");
        request.Etag = Etags.New();
        request.CreateTime = request.UpdateTime = Instants.ToTimestamp(session.Now);
        await session.ExecuteAsync(
            """
            INSERT INTO change_requests (name, programme, sub_project, number, document, title, description, reason, raised_by,
                raised_by_display_name, raise_date, state, withdraw_reason, revision, etag, create_time, update_time)
            VALUES (@Name, @Programme, @subProject, @Number, @Document, @Title, @Description, @Reason, @RaisedBy,
                @RaisedByDisplayName, @RaiseDate, @State, @WithdrawReason, @Revision, @Etag, @CreateTime, @UpdateTime)
            """,
            new
            {
                request.Name,
                Programme = ResourceNames.Programme(subProject),
                subProject,
                request.Number,
                request.Document,
                request.Title,
                request.Description,
                request.Reason,
                request.RaisedBy,
                request.RaisedByDisplayName,
                request.RaiseDate,
                request.State,
                request.WithdrawReason,
                request.Revision,
                request.Etag,
                request.CreateTime,
                request.UpdateTime,
            }
        );
        await InsertSectionsAsync(session, request);
    }

    /// <summary>Writes one as it has become, but for its decisions; gives it its next etag and time.</summary>
    public static async Task UpdateAsync(WriteSession session, ChangeRequest request, ChangeRequest current)
    {
        request.Etag = Etags.New();
        request.UpdateTime = Instants.ToTimestamp(session.Now);
        await session.UpdateAsync(
            """
            UPDATE change_requests SET document = @Document, title = @Title, description = @Description, reason = @Reason,
                raised_by = @RaisedBy, raised_by_display_name = @RaisedByDisplayName, raise_date = @RaiseDate, state = @State,
                withdraw_reason = @WithdrawReason, revision = @Revision, etag = @Etag, update_time = @UpdateTime
            WHERE name = @Name
            """,
            request,
            current.Etag
        );
        if (!request.Sections.Equals(current.Sections))
        {
            await session.ExecuteAsync("DELETE FROM change_request_sections WHERE change_request = @Name", new { request.Name });
            await InsertSectionsAsync(session, request);
        }
        if (!Equals(request.Assessment, current.Assessment))
        {
            await session.ExecuteAsync("DELETE FROM change_assessments WHERE change_request = @Name", new { request.Name });
            if (request.Assessment is { } assessment)
                await session.ExecuteAsync(
                    """
                    INSERT INTO change_assessments (change_request, time_days, cost, yearly_benefit, benefit, scope, recommendation,
                        assessed_by, assessed_by_display_name, assess_date)
                    VALUES (@Name, @TimeDays, @Cost, @YearlyBenefit, @Benefit, @Scope, @Recommendation,
                        @AssessedBy, @AssessedByDisplayName, @AssessDate)
                    """,
                    new
                    {
                        request.Name,
                        assessment.TimeDays,
                        assessment.Cost,
                        assessment.YearlyBenefit,
                        assessment.Benefit,
                        assessment.Scope,
                        assessment.Recommendation,
                        assessment.AssessedBy,
                        assessment.AssessedByDisplayName,
                        assessment.AssessDate,
                    }
                );
        }
    }

    /// <summary>Writes the newest decision.</summary>
    public static Task InsertDecisionAsync(WriteSession session, ChangeRequest request)
    {
        var decision = request.Decisions[^1];
        return session.ExecuteAsync(
            """
            INSERT INTO change_request_decisions (change_request, number, verdict, decision_date, body, body_display_name, wording,
                case_number, votes_for, votes_against, record_time)
            VALUES (@Name, @Number, @Verdict, @DecisionDate, @Body, @BodyDisplayName, @Wording,
                @CaseNumber, @VotesFor, @VotesAgainst, @RecordTime)
            """,
            new
            {
                request.Name,
                decision.Number,
                decision.Verdict,
                decision.DecisionDate,
                decision.Body,
                decision.BodyDisplayName,
                decision.Wording,
                decision.CaseNumber,
                decision.VotesFor,
                decision.VotesAgainst,
                decision.RecordTime,
            }
        );
    }

    /// <summary>Says of changes which version carries them out now; none where <paramref name="revision"/> is empty.</summary>
    public static async Task SetRevisionAsync(WriteSession session, IEnumerable<string> names, string revision)
    {
        foreach (var name in names)
        {
            var current = await GetAsync(session, name);
            var request = current.Clone();
            request.Revision = revision;
            await UpdateAsync(session, request, current);
            session.Append("mandates.changeRequest.carriedOut", request.Name, request);
        }
    }

    private static Task InsertSectionsAsync(WriteSession session, ChangeRequest request) =>
        session.ExecuteAsync(
            "INSERT INTO change_request_sections (change_request, position, section) VALUES (@Name, @position, @section)",
            request.Sections.Select(
                (section, position) =>
                    new
                    {
                        request.Name,
                        position,
                        section,
                    }
            )
        );

    private sealed class AssessmentRow
    {
        public string ChangeRequest { get; set; } = "";
        public int TimeDays { get; set; }
        public Google.Type.Money? Cost { get; set; }
        public Google.Type.Money? YearlyBenefit { get; set; }
        public string Benefit { get; set; } = "";
        public string Scope { get; set; } = "";
        public string Recommendation { get; set; } = "";
        public string AssessedBy { get; set; } = "";
        public string AssessedByDisplayName { get; set; } = "";
        public Google.Type.Date? AssessDate { get; set; }

        public ChangeAssessment ToAssessment() =>
            new()
            {
                TimeDays = TimeDays,
                Cost = Cost,
                YearlyBenefit = YearlyBenefit,
                Benefit = Benefit,
                Scope = Scope,
                Recommendation = Recommendation,
                AssessedBy = AssessedBy,
                AssessedByDisplayName = AssessedByDisplayName,
                AssessDate = AssessDate,
            };
    }

    private sealed class DecisionRow
    {
        public string ChangeRequest { get; set; } = "";
        public int Number { get; set; }
        public ChangeVerdict Verdict { get; set; }
        public Google.Type.Date? DecisionDate { get; set; }
        public string Body { get; set; } = "";
        public string BodyDisplayName { get; set; } = "";
        public string Wording { get; set; } = "";
        public string CaseNumber { get; set; } = "";
        public int VotesFor { get; set; }
        public int VotesAgainst { get; set; }
        public Google.Protobuf.WellKnownTypes.Timestamp? RecordTime { get; set; }

        public ChangeDecision ToDecision() =>
            new()
            {
                Number = Number,
                Verdict = Verdict,
                DecisionDate = DecisionDate,
                Body = Body,
                BodyDisplayName = BodyDisplayName,
                Wording = Wording,
                CaseNumber = CaseNumber,
                VotesFor = VotesFor,
                VotesAgainst = VotesAgainst,
                RecordTime = RecordTime,
            };
    }
}
