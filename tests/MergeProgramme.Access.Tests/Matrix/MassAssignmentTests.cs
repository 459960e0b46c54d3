using System.Collections;
using System.Security.Cryptography;
using System.Text;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using Date = Google.Type.Date;
using Enum = System.Enum;

namespace MergeProgramme.Access.Tests.Matrix;

/// <summary>
/// What a contract says that only the service sets (OUTPUT_ONLY) is never taken from a request: every rpc whose request has such fields is called with
/// all of them filled in, and what it answers and what is read afterwards is held against the same call without them.
/// </summary>
[Collection("hosts")]
public sealed class MassAssignmentTests(SharedHosts hosts)
{
    private const string Poison = "forgiftet";
    private const int PoisonNumber = 424_242;
    private static readonly Timestamp PoisonTime = new() { Seconds = 981_173_106 };
    private static readonly Date PoisonDay = new()
    {
        Year = 1999,
        Month = 9,
        Day = 9,
    };

    private static readonly Date PoisonFree = new()
    {
        Year = 2099,
        Month = 1,
        Day = 1,
    };

    // Refused with and without the poison, so that nothing is shown here. A new rpc must be accepted, or be put here with its reason.
    private static readonly string[] Refused =
    [
        // What signs somebody in is changed by the host's own sign-in: tests/MergeProgramme.Host.Tests/SignIn/LocalSignInTests.cs.
        "UpdateLocalCredentials: name:  was not found.",
        // A change is decided on by who has seen its etag; what is stored is held against the log by the same.
        "DecideChangeRequest: etag: This must be filled in.",
        // A decision is of a mandate that was submitted; what it stores is held against the log by tests/MergeProgramme.Host.Tests/Audit/StateTests.cs.
        "DecideMandate: etag: This must be filled in.",
        // Minutes are approved by a later meeting or by two who were there, and once only; what is stored: tests/MergeProgramme.Organisation.Tests/Minutes.
        "ApproveMinutes: programmes/eget/bodies/styringsgruppe-a4/meetings/2020-01-01: The minutes do not say what became of “hemmelig-eget-a4”.",
        "CorrectMinutes: programmes/eget/bodies/styringsgruppe-a4/meetings/2020-01-01: The minutes of 1.1.2020 are not approved yet. Mend them directly.",
        // An award is of tenders that two have opened, and what follows is of an award; what is stored: tests/MergeProgramme.Procurement.Tests/Awards.
        "CreateAward: programmes/eget/procurementCases/anskaffelse-a4: The tenders are not opened, or the award is already announced.",
        "CreateComplaint: programmes/eget/procurementCases/anskaffelse-a4: No award has been announced. A complaint is about an award.",
        "CreateContract: programmes/eget/procurementCases/anskaffelse-a4: No contract can be signed before the award letters are sent and the standstill has ended.",
        // Minutes of evaluators who have finished, by a member of the case; what is stored: tests/MergeProgramme.Procurement.Tests/Evaluations.
        "RecordConsensus: programmes/eget/procurementCases/anskaffelse-a4: Only somebody who takes part in the procurement can do this. Add the person to its members first.",
    ];

    [Fact]
    public async Task Fields_that_the_service_sets_are_never_taken_from_a_request()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        var invoker = host.Invoker(Transport.InProcess);
        var (control, poisoned) = (await Place.CreateAsync(host, "eget", "a4"), await Place.CreateAsync(host, "annet", "a4"));
        foreach (var place in (Place[])[control, poisoned])
        {
            await EmptySubProjectAsync(invoker, place);
            await UnmappedUnitAsync(invoker, place);
        }
        var (taken, refused, tried) = (new List<string>(), new List<string>(), 0);
        foreach (var method in SampleRequests.Methods.Where(m => HasOutputOnly(m.InputType, 0)))
        {
            var (clean, why) = await AnswerAsync(invoker, method, await RequestAsync(invoker, control, method));
            if (clean is null)
            {
                refused.Add($"{method.Name}: {why}");
                continue;
            }
            var request = await RequestAsync(invoker, poisoned, method);
            Fill(request, clean, 0);
            if ((await AnswerAsync(invoker, method, request)).Answer is not { } answer)
            {
                // Refused because of it: not stored.
                continue;
            }
            tried++;
            taken.AddRange(Taken(answer, clean, method.FullName));
            if (await ReadAsync(invoker, answer) is { } stored)
                taken.AddRange(Taken(stored, clean, $"{method.FullName}, read afterwards"));
        }
        Assert.Empty(taken);
        Assert.Equal(Refused, refused);
        Assert.True(tried >= 12, $"{tried} rpcs");
    }

    // An update is of what is there; all else states what its proto requires.
    private static async Task<IMessage> RequestAsync(CallInvoker invoker, Place place, MethodDescriptor method)
    {
        var request = place.Requests.Of(method);
        if (
            method.Name.StartsWith("Update", StringComparison.Ordinal)
            && method.InputType.Fields.InDeclarationOrder().FirstOrDefault(f => f.MessageType == method.OutputType) is { } field
            && await ReadAsync(invoker, (IMessage)field.Accessor.GetValue(request)) is { } current
        )
            field.Accessor.SetValue(request, current);
        ClearEtags(request);
        Complete(request, place);
        return request;
    }

    // A sub-project has one draft at a time, and the place's has its own.
    private static async Task EmptySubProjectAsync(CallInvoker invoker, Place place) =>
        await new OrganisationService.OrganisationServiceClient(invoker).CreateSubProjectAsync(
            new()
            {
                Parent = place.Programme,
                SubProjectId = "tomt",
                SubProject = new()
                {
                    Code = "A99",
                    DisplayName = "Tomt",
                    Kind = SubProjectKind.Administrative,
                },
            }
        );

    // The place's own unit goes into a new one whole.
    private static async Task UnmappedUnitAsync(CallInvoker invoker, Place place) =>
        await new OrganisationService.OrganisationServiceClient(invoker).CreateUnitAsync(
            new()
            {
                Parent = place.Programme,
                UnitId = "ukoblet",
                Unit = new()
                {
                    DisplayName = "Ukoblet",
                    Level = UnitLevel.Unit,
                    Municipality = place.Names["mergeprogramme/Municipality"],
                },
            }
        );

    private static string EmptyOf(Place place) => $"{place.Programme}/subProjects/tomt";

    // What is required beyond what the proto can state.
    private static void Complete(IMessage request, Place place)
    {
        switch (request)
        {
            case CreateMeasureRequest create:
                create.SmallEffectConfirmed = true;
                break;
            case CreateLedgerEntryRequest create:
                // Of the measure of the place that is decided on.
                create.Parent = place.Names["mergeprogramme/LedgerEntry"].Split("/ledgerEntries/")[0];
                (create.LedgerEntry.Year, create.UnusualAmountConfirmed) = (2021, true);
                break;
            case ReportTertialRequest report:
                // The place's own tertial is reported.
                report.TertialReport.Name = report.TertialReport.Name.Replace("t1-2020", "t2-2020", StringComparison.Ordinal);
                (report.TertialReport.NothingGained, report.TertialReport.Comment) = (true, "Ingenting.");
                break;
            case CreateBudgetBaseRequest create:
                (create.BudgetBase.BudgetFunction, create.BudgetBase.BudgetAccount) = ("254", "010");
                break;
            case CreateIndicatorRequest create:
                create.Indicator.Kind = IndicatorKind.Measure;
                break;
            case UpdateBudgetBaseRequest update:
                update.BudgetBase.Source = "Budsjett";
                break;
            case CreateCriterionRequest create:
                // Of the case that is not published.
                create.Parent = place.Names["mergeprogramme/Criterion"].Split("/criteria/")[0];
                create.Criterion.Weight = 10;
                break;
            case CreateCaseMemberRequest create:
                create.Parent = place.Names["mergeprogramme/Criterion"].Split("/criteria/")[0];
                break;
            case ReceiveTenderRequest receive:
                receive.Content = ByteString.CopyFromUtf8("Et tilbud");
                receive.Tender.OrganisationNumber = "987654325";
                break;
            case CreateHandoverRequest create:
                // The place's measure has one under way.
                create.Handover.Subject = place.Names["mergeprogramme/Benefit"];
                break;
            case CreateEnablerRequest create:
                create.Enabler.Source = place.Names["mergeprogramme/Deliverable"];
                break;
            case CreateImportRequest create:
                create.Text = "1. BAKGRUNN Fem kommuner blir én.";
                create.Import.Template = place.Names["mergeprogramme/Template"];
                break;
            case CreateToleranceRequest create:
                // The place has one of time.
                (create.Tolerance.Dimension, create.Change.Unit) = (ToleranceDimension.Scope, ToleranceUnit.Deliverables);
                break;
            case CreateRiskRequest create:
                create.Risk.Action = "Utpeke hvem som tar imot";
                break;
            case CreateSessionRequest create:
                create.KeyHash = ByteString.CopyFrom(SHA256.HashData(Encoding.UTF8.GetBytes(place.Programme)));
                break;
            case CreateLocalAccountRequest create:
                create.LocalAccount.Login = $"{place.Programme.Split('/')[^1]}@eksempel.no";
                break;
            case CreateMandateRequest create:
                create.Parent = EmptyOf(place);
                create.Mandate.Template = place.Names["mergeprogramme/Template"];
                break;
            case CreateDependencyAgreementRequest create:
                create.DependencyAgreement.GiverStakeholder = place.Names["mergeprogramme/Stakeholder"];
                create.DependencyAgreement.NeededByDate = PoisonFree;
                break;
            case CreateChangeRequestRequest create:
                create.ChangeRequest.Document = $"{create.Parent}/mandates/1";
                break;
            case CreateAppointmentRequest create:
                create.Appointment.Representation = Representation.Programme;
                // Long before the one that is there.
                create.Appointment.StartDate.Year = 1990;
                create.Appointment.EndDate = new()
                {
                    Year = 1991,
                    Month = 1,
                    Day = 1,
                };
                break;
            case CreateStatutoryRuleRequest create:
                create.StatutoryRule.Minimum = 1;
                break;
            case CreateSubProjectRequest create:
                create.SubProject.Code = "A77";
                break;
            case CreateMeetingSeriesRequest create:
                // Another day than that of the single meeting.
                (create.MeetingSeries.FirstDate.Month, create.MeetingSeries.LastDate.Month) = (2, 2);
                break;
            case RecordAttendanceRequest record:
                record.Held = true;
                record.Attendances.Clear();
                record.Attendances.Add(
                    new Attendance { Person = place.Names["mergeprogramme/Person"], Status = AttendanceStatus.Present }
                );
                break;
            case RecordDecisionRequest record:
                record.Decision.Wording = "Vedtatt";
                break;
            case SetAgendaRequest set:
                set.Items.Clear();
                set.Items.Add(
                    new AgendaItem
                    {
                        Number = 1,
                        Title = "Sak",
                        Kind = AgendaItemKind.Decision,
                    }
                );
                break;
            case CreateReportRequest create:
                // The first meeting has its report.
                create.Report.ReportingOccurrence = $"{create.Parent}/reportingOccurrences/2099-01-15";
                break;
            case CreateUnitRequest create:
                create.Unit.Municipality = place.Names["mergeprogramme/Municipality"];
                break;
            case CreateUnitMappingRequest create:
                create.UnitMapping.FromUnit = $"{place.Programme}/units/ukoblet";
                create.UnitMapping.ToUnit = $"{place.Programme}/units/ny-enhet-a4";
                break;
            case CreatePositionRequestRequest create:
                create.PositionRequest.Title = "sykepleier";
                create.PositionRequest.Unit = place.Names["mergeprogramme/Unit"];
                create.PositionRequest.PercentHundredths = 10_000;
                create.PositionRequest.YearlyCost = new() { CurrencyCode = "NOK", Units = 600_000 };
                create.PositionRequest.Requester = place.Names["mergeprogramme/Person"];
                break;
            case BatchCreateParticipationStepsRequest create:
                // A matter in which the party has no step.
                create.ParticipationSteps[0].Matter = place.Names["mergeprogramme/SubProject"];
                break;
            case AnswerInputRequest answer:
                answer.State = InputState.TakenIn;
                break;
            case RecordCommunicationRequest done:
                done.State = OccurrenceState.Skipped;
                break;
            case CreateParticipationRecordRequest create:
                create.ParticipationRecord.Matter = place.Names["mergeprogramme/Mandate"];
                break;
        }
    }

    private static async Task<(IMessage? Answer, string Why)> AnswerAsync(
        CallInvoker invoker,
        MethodDescriptor method,
        IMessage request
    )
    {
        try
        {
            return (await Calls.CallAsync(invoker, method, request), "");
        }
        catch (RpcException e) when (e.StatusCode is not (StatusCode.Internal or StatusCode.Unknown))
        {
            return (null, e.Status.Detail);
        }
    }

    // The rpc that reads a resource of this kind, by the pattern of its name.
    private static async Task<IMessage?> ReadAsync(CallInvoker invoker, IMessage answer)
    {
        var get = SampleRequests.Methods.FirstOrDefault(m =>
            m.OutputType == answer.Descriptor && m.Name == $"Get{answer.Descriptor.Name}"
        );
        if (
            get is null
            || answer.Descriptor.FindFieldByName("name")?.Accessor.GetValue(answer) is not string { Length: > 0 } name
        )
            return null;
        var request = (IMessage)Activator.CreateInstance(get.InputType.ClrType)!;
        get.InputType.FindFieldByName("name").Accessor.SetValue(request, name);
        return await Calls.CallAsync(invoker, get, request);
    }

    private static bool IsOutputOnly(FieldDescriptor field) =>
        field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.Contains(FieldBehavior.OutputOnly) ?? false;

    private static bool HasOutputOnly(MessageDescriptor message, int depth) =>
        depth < 4
        && message
            .Fields.InDeclarationOrder()
            .Any(f =>
                IsOutputOnly(f) || (f.FieldType == FieldType.Message && !f.IsMap && HasOutputOnly(f.MessageType, depth + 1))
            );

    private static void ClearEtags(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(f => !f.IsMap && !f.IsRepeated))
        {
            if (field.Name == "etag")
                field.Accessor.Clear(message);
            else if (field.FieldType == FieldType.Message && field.Accessor.GetValue(message) is IMessage nested)
                ClearEtags(nested);
        }
    }

    /// <summary>Fills in every field that only the service sets, with what it would not set itself.</summary>
    private static void Fill(IMessage message, IMessage clean, int depth)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(f => !f.IsMap))
        {
            var value = field.Accessor.GetValue(message);
            if (IsOutputOnly(field))
            {
                var poison = PoisonOf(field, clean, depth);
                if (poison is null)
                    continue;
                if (field.IsRepeated)
                    ((IList)value).Add(poison);
                else
                    field.Accessor.SetValue(message, poison);
            }
            else if (field.FieldType == FieldType.Message)
            {
                foreach (var nested in (value as IEnumerable ?? new[] { value }).OfType<IMessage>())
                    Fill(nested, clean, depth + 1);
            }
        }
    }

    private static object? PoisonOf(FieldDescriptor field, IMessage clean, int depth) =>
        field.FieldType switch
        {
            FieldType.String => Poison,
            FieldType.Int32 => PoisonNumber,
            FieldType.Int64 => (long)PoisonNumber,
            FieldType.Bool => !(Same(field, clean) is true),
            FieldType.Enum => Enum.ToObject(
                field.EnumType.ClrType,
                field.EnumType.Values.Last(v => v.Number != Convert.ToInt32(Same(field, clean) ?? 0, null)).Number
            ),
            FieldType.Message when field.MessageType.ClrType == typeof(Timestamp) => PoisonTime.Clone(),
            FieldType.Message when field.MessageType.ClrType == typeof(Date) => PoisonDay.Clone(),
            FieldType.Message when depth < 3 => Whole(field.MessageType, clean, depth + 1),
            _ => null,
        };

    // Of a message that only the service sets, every field.
    private static IMessage Whole(MessageDescriptor type, IMessage clean, int depth)
    {
        var message = (IMessage)Activator.CreateInstance(type.ClrType)!;
        foreach (var field in type.Fields.InDeclarationOrder().Where(f => !f.IsMap && !f.IsRepeated))
        {
            if (PoisonOf(field, clean, depth) is { } poison)
                field.Accessor.SetValue(message, poison);
        }
        return message;
    }

    // What the same field is in the answer to the call without poison.
    private static object? Same(FieldDescriptor field, IMessage clean) =>
        field.ContainingType == clean.Descriptor && !field.IsRepeated ? field.Accessor.GetValue(clean) : null;

    private static IEnumerable<string> Taken(IMessage message, IMessage clean, string where)
    {
        var text = message.ToString()!;
        string[] words = [Poison, "2001-02-03T", $"{PoisonNumber}", "\"year\": 1999"];
        foreach (var word in words.Where(w => text.Contains(w, StringComparison.Ordinal)))
            yield return $"{where}: {word} in {text}";
        foreach (
            var field in message
                .Descriptor.Fields.InDeclarationOrder()
                .Where(f => IsOutputOnly(f) && !f.IsRepeated && f.FieldType is FieldType.Enum or FieldType.Bool)
        )
        {
            if (
                message.Descriptor == clean.Descriptor
                && !Equals(field.Accessor.GetValue(message), field.Accessor.GetValue(clean))
            )
                yield return $"{where}: {field.Name} is {field.Accessor.GetValue(message)}, not {field.Accessor.GetValue(clean)}";
        }
    }
}
