using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace MergeProgramme.Host.Tests.Tracing;

/// <summary>One trace holds all that an approval at BP1 sets going, from the page to the last statement in another module.</summary>
public sealed class ApprovalTraceTests
{
    private const string Consumer = "procurement.raise-need mandates.mandate.decided";

    // Only reached where a span never comes: then the test fails instead of running for ever.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task An_approval_through_the_page_is_one_trace_through_five_modules(TestDatabase database)
    {
        var spans = new Spans();
        await using var host = await RunningHost.StartAsync(
            database,
            builder =>
                builder
                    .Services.AddOpenTelemetry()
                    .WithTracing(tracing => Observability.AddSpans(tracing).AddInMemoryExporter(spans))
        );
        var walk = new A4Walk(A4Walk.Clients.Of(host.Services));
        await walk.UntilDecisionAsync();

        await ApproveInPageAsync(host, walk);
        await walk.OutcomeAsync();
        var page = await spans.FirstAsync(span =>
            span.Kind == ActivityKind.Server && span.DisplayName.StartsWith("POST programmes/", StringComparison.Ordinal)
        );
        foreach (
            var consumer in (string[])["procurement.raise-need", "benefits.register-from-mandate", "organisation.move-phase"]
        )
            await spans.FirstAsync(span =>
                span.TraceId == page.TraceId && span.DisplayName == $"{consumer} mandates.mandate.decided"
            );

        // Other consumers of the decision may still be at work: what they have done is told before that they are done.
        var trace = await spans.WholeAsync(page.TraceId);
        // The page calls the contract, and that asks the two modules it needs.
        var decide = Single(trace, "mergeprogramme.mandates.v1.MandatesService/DecideMandate");
        Assert.True(IsBelow(decide, page, trace), "DecideMandate stands below the page");
        Assert.Equal(0, decide.GetTagItem("rpc.grpc.status_code"));
        foreach (
            var (method, module) in ((string, string)[])
                [
                    ("mergeprogramme.organisation.v1.OrganisationService/GetBody", "organisation"),
                    ("mergeprogramme.stakeholders.v1.StakeholdersService/ListParticipationRecords", "stakeholders"),
                ]
        )
        {
            var call = trace.First(span => span.DisplayName == method && IsBelow(span, decide, trace));
            Assert.Contains(trace, span => IsSql(span, module, "SELECT") && IsBelow(span, call, trace));
        }
        Assert.Contains(trace, span => IsSql(span, "mandates", "UPDATE") && IsBelow(span, decide, trace));
        Assert.Contains(
            trace,
            span =>
                IsSql(span, "mandates", "INSERT")
                && ((string)span.GetTagItem("db.query.text")!).Contains("events", StringComparison.Ordinal)
                && IsBelow(span, decide, trace)
        );
        // What follows in the other modules goes on with the same trace.
        foreach (
            var (consumer, module, table) in ((string, string, string)[])
                [
                    (Consumer, "procurement", "needs"),
                    ("benefits.register-from-mandate mandates.mandate.decided", "benefits", "goals"),
                    ("organisation.move-phase mandates.mandate.decided", "organisation", "sub_projects"),
                ]
        )
        {
            var handled = Single(trace, consumer);
            Assert.Equal(ActivityKind.Consumer, handled.Kind);
            Assert.True(IsBelow(handled, decide, trace), $"{consumer} stands below DecideMandate");
            Assert.Contains(
                trace,
                span =>
                    (IsSql(span, module, "INSERT") || IsSql(span, module, "UPDATE"))
                    && ((string)span.GetTagItem("db.query.text")!).Contains(table, StringComparison.Ordinal)
                    && IsBelow(span, handled, trace)
            );
        }
        // No span hangs in the air: each one's parent is in the trace, but the first's.
        var ids = trace.Select(span => span.SpanId).ToHashSet();
        Assert.Single(trace, span => span.ParentSpanId == default);
        Assert.All(trace.Where(span => span.ParentSpanId != default), span => Assert.Contains(span.ParentSpanId, ids));
        // Statements are shown with placeholders: nobody's words or names are in the trace.
        Assert.All(
            trace.SelectMany(span => span.TagObjects),
            tag => Assert.DoesNotContain("Ragnhild Solli", $"{tag.Value}", StringComparison.Ordinal)
        );
    }

    private static async Task ApproveInPageAsync(RunningHost host, A4Walk walk)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        using var browser = new HttpClient(handler) { BaseAddress = host.Pages };
        var page = "/" + walk.Mandate.Replace("/subProjects/", "/sub-projects/", StringComparison.Ordinal) + "/decide";
        var today = TimeProvider.System.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var html = await browser.GetStringAsync(
            new Uri($"{page}?body={walk.Body.Split('/')[^1]}&date={today}", UriKind.Relative)
        );
        using var form = PageForm
            .Read(html)
            .With("Verdict", nameof(Verdict.Start))
            .With("Wording", "Styringsgruppen godkjenner mandatet. Konseptfasen startes.")
            .With("Place", "Askim")
            .With("VotesFor", "3")
            .With("Confirmed", "true")
            .Content();

        using var answer = await browser.PostAsync(new Uri(page, UriKind.Relative), form);

        Assert.True(
            answer.StatusCode == HttpStatusCode.Found,
            $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}"
        );
        Assert.Equal(MandateState.Decided, (await walk.ReadAsync()).State);
    }

    private static Activity Single(IReadOnlyList<Activity> trace, string name) =>
        Assert.Single(trace, span => span.DisplayName == name);

    private static bool IsSql(Activity span, string module, string operation) =>
        span.Kind == ActivityKind.Client
        && Equals(span.GetTagItem("db.namespace"), module)
        && Equals(span.GetTagItem("db.operation.name"), operation);

    private static bool IsBelow(Activity span, Activity above, IReadOnlyList<Activity> trace)
    {
        for (Activity? at = span; at is not null; at = trace.FirstOrDefault(other => other.SpanId == at.ParentSpanId))
        {
            if (at.SpanId == above.SpanId)
                return true;
        }
        return false;
    }

    /// <summary>What the exporter was given, from any thread, and a way to wait for what is still to come.</summary>
    private sealed class Spans : ICollection<Activity>
    {
        private readonly List<Activity> all = [];
        private TaskCompletionSource added = New();

        public int Count => Copy().Count;

        public bool IsReadOnly => false;

        public void Add(Activity item)
        {
            TaskCompletionSource waiting;
            lock (all)
            {
                all.Add(item);
                (waiting, added) = (added, New());
            }
            waiting.SetResult();
        }

        /// <summary>All spans of a trace, once none of them waits for its parent to end.</summary>
        public async Task<List<Activity>> WholeAsync(ActivityTraceId trace)
        {
            using var deadline = new CancellationTokenSource(Deadline);
            while (true)
            {
                Task next;
                lock (all)
                {
                    List<Activity> found = [.. all.Where(span => span.TraceId == trace)];
                    var ids = found.Select(span => span.SpanId).ToHashSet();
                    if (found.TrueForAll(span => span.ParentSpanId == default || ids.Contains(span.ParentSpanId)))
                        return found;
                    next = added.Task;
                }
                await next.WaitAsync(deadline.Token);
            }
        }

        public async Task<Activity> FirstAsync(Predicate<Activity> isIt)
        {
            using var deadline = new CancellationTokenSource(Deadline);
            while (true)
            {
                Task next;
                lock (all)
                {
                    if (all.Find(isIt) is { } found)
                        return found;
                    next = added.Task;
                }
                await next.WaitAsync(deadline.Token);
            }
        }

        public void Clear() => throw new NotSupportedException();

        public bool Contains(Activity item) => Copy().Contains(item);

        public void CopyTo(Activity[] array, int arrayIndex) => Copy().CopyTo(array, arrayIndex);

        public bool Remove(Activity item) => throw new NotSupportedException();

        public IEnumerator<Activity> GetEnumerator() => Copy().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private List<Activity> Copy()
        {
            lock (all)
                return [.. all];
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
