using MergeProgramme.Access.V1;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using Date = Google.Type.Date;

namespace MergeProgramme.Access.Tests.Matrix;

/// <summary>One of everything in a sub-project of a programme, and its names by resource type.</summary>
internal sealed record Place(string Programme, string SubProject, string Body, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>A word that stands in every text of the place: wherever else it turns up, something has leaked.</summary>
    public string Secret => SecretOf(Programme, SubProject);

    /// <summary>Requests about this place.</summary>
    public SampleRequests Requests => new(Names);

    public static async Task<Place> CreateAsync(RunningHost host, string programmeId, string code)
    {
        var invoker = host.Invoker(Transport.InProcess);
        var organisation = new OrganisationService.OrganisationServiceClient(invoker);
        var programme = $"programmes/{programmeId}";
        var subProject = $"{programme}/subProjects/{code}";
        var secret = SecretOf(programme, subProject);
        if (!(await organisation.ListProgrammesAsync(new())).Programmes.Any(p => p.Name == programme))
        {
            await organisation.CreateProgrammeAsync(
                new()
                {
                    ProgrammeId = programmeId,
                    Programme = new() { DisplayName = secret, Kind = ProgrammeKind.MunicipalMerger },
                }
            );
        }
        var lead = await organisation.CreatePersonAsync(
            new()
            {
                Parent = programme,
                PersonId = $"leder-{code}",
                Person = new() { DisplayName = $"Leder {secret}" },
            }
        );
        await organisation.CreateSubProjectAsync(
            new()
            {
                Parent = programme,
                SubProjectId = code,
                SubProject = new()
                {
                    Code = code.ToUpperInvariant(),
                    DisplayName = secret,
                    Kind = SubProjectKind.Administrative,
                    Lead = lead.Name,
                    ReportingCadence = new() { IntervalDays = 14, FirstMeetingDate = Day(2099) },
                },
            }
        );
        var report = await organisation.CreateReportAsync(
            new()
            {
                Parent = subProject,
                Report = new() { ReportingOccurrence = $"{subProject}/reportingOccurrences/2099-01-01" },
            }
        );
        var number = code[^1] - '0';
        var municipality = await organisation.CreateMunicipalityAsync(
            new()
            {
                Parent = programme,
                MunicipalityId = $"kommune-{code}",
                Municipality = new()
                {
                    DisplayName = secret,
                    Number = $"012{number}",
                    OrganisationNumber = "840894312",
                    Role = MunicipalityRole.Merging,
                },
            }
        );
        var body = await organisation.CreateBodyAsync(
            new()
            {
                Parent = programme,
                BodyId = $"styringsgruppe-{code}",
                Body = new()
                {
                    DisplayName = secret,
                    Kind = BodyKind.SteeringGroup,
                    Authority = BodyAuthority.Deciding,
                    SubProject = subProject,
                    Decides = { DecisionPoint.Bp1 },
                },
            }
        );
        var appointment = await organisation.CreateAppointmentAsync(
            new()
            {
                Parent = programme,
                Appointment = new()
                {
                    Person = lead.Name,
                    Body = body.Name,
                    Role = AppointmentRole.Member,
                    Representation = Representation.Programme,
                    StartDate = Day(2020),
                },
            }
        );
        var buyOut = await organisation.CreateBuyOutAsync(
            new()
            {
                Parent = programme,
                BuyOut = new()
                {
                    Appointment = appointment.Name,
                    FirstMonth = Day(2021),
                    DayHundredths = 100,
                    DayRate = new() { CurrencyCode = "NOK", Units = 1 },
                    Note = secret,
                },
            }
        );
        var schoolFree = await organisation.CreateSchoolFreePeriodAsync(
            new()
            {
                Parent = programme,
                SchoolFreePeriod = new()
                {
                    DisplayName = secret,
                    County = secret,
                    StartDate = Day(2020),
                    EndDate = Day(2020),
                },
            }
        );
        var (meeting, series, followUp, asked) = await MeetingsAsync(organisation, programme, body.Name, lead.Name, secret);
        async Task<Unit> UnitAsync(string id, bool isNew) =>
            await organisation.CreateUnitAsync(
                new()
                {
                    Parent = programme,
                    UnitId = $"{id}-{code}",
                    Unit = new()
                    {
                        DisplayName = secret,
                        Level = UnitLevel.Department,
                        Municipality = isNew ? "" : municipality.Name,
                        NewOrganisation = isNew,
                        Head = lead.Name,
                    },
                }
            );
        var (unit, newUnit) = (await UnitAsync("enhet", false), await UnitAsync("ny-enhet", true));
        var mapping = await organisation.CreateUnitMappingAsync(
            new()
            {
                Parent = programme,
                UnitMapping = new()
                {
                    FromUnit = unit.Name,
                    ToUnit = newUnit.Name,
                    Extent = MappingExtent.Whole,
                },
            }
        );
        var cost = new Google.Type.Money { CurrencyCode = "NOK", Units = 600_000 };
        var position = await organisation.CreatePositionAsync(
            new()
            {
                Parent = programme,
                Position = new()
                {
                    Title = secret,
                    PercentHundredths = 10_000,
                    YearlyCost = cost,
                    Unit = unit.Name,
                },
            }
        );
        var positionRequest = await organisation.CreatePositionRequestAsync(
            new()
            {
                Parent = programme,
                PositionRequest = new()
                {
                    Position = position.Name,
                    VacantFromDate = Day(2020),
                    Why = secret,
                    Consequence = secret,
                    Requester = lead.Name,
                },
            }
        );
        var mandates = new MandatesService.MandatesServiceClient(invoker);
        var approved = await ApprovedMandateAsync(mandates, subProject, body.Name, lead, secret);
        // The one after it is being written.
        var mandate = await mandates.ContinueMandateAsync(new() { Name = approved.Name, Template = "templates/prosjektforslag" });
        var own = await mandates.CreateOwnTemplateAsync(
            new()
            {
                Parent = programme,
                Source = "templates/prosjektmandat",
                DisplayNameNb = $"Mal for {code}",
            }
        );
        // Its name is made of what it was called first.
        own.DisplayNameNb = secret;
        own = await mandates.UpdateOwnTemplateAsync(new() { OwnTemplate = own });
        var change = await mandates.CreateChangeRequestAsync(
            new()
            {
                Parent = subProject,
                ChangeRequest = new()
                {
                    Document = approved.Name,
                    Title = secret,
                    Description = secret,
                    Reason = secret,
                    RaisedBy = lead.Name,
                    RaiseDate = Day(2020),
                },
            }
        );
        var import = await new MandatesService.MandatesServiceClient(invoker).CreateImportAsync(
            new()
            {
                Parent = subProject,
                Import = new() { Template = "templates/difi-konseptfase-3.0" },
                Text = $"1. BAKGRUNN {secret} skal utredes innen 2019.",
            }
        );
        var milestone = await new MandatesService.MandatesServiceClient(invoker).CreateMilestoneAsync(
            new()
            {
                Parent = subProject,
                MilestoneId = $"milepel-{code}",
                Milestone = new()
                {
                    Kind = MilestoneKind.Milestone,
                    Title = secret,
                    Note = secret,
                    PlannedEndDate = Day(2020),
                },
            }
        );
        var risk = await new MandatesService.MandatesServiceClient(invoker).CreateRiskAsync(
            new()
            {
                Parent = subProject,
                Risk = new()
                {
                    Title = secret,
                    Cause = secret,
                    Effect = secret,
                    Response = RiskResponse.Accept,
                },
                Assessment = new()
                {
                    Probability = 4,
                    Consequence = 5,
                    Reason = secret,
                },
            }
        );
        var budgetLine = await new MandatesService.MandatesServiceClient(invoker).CreateBudgetLineAsync(
            new()
            {
                Parent = subProject,
                BudgetLine = new() { Year = 2019, Kind = CostKind.Operations },
                Change = new()
                {
                    ToAmount = new() { CurrencyCode = "NOK", Units = 1000 },
                    Reason = secret,
                },
            }
        );
        var commitment = await new MandatesService.MandatesServiceClient(invoker).CreateCommitmentAsync(
            new()
            {
                Parent = subProject,
                Commitment = new()
                {
                    Supplier = secret,
                    Subject = secret,
                    Kind = CostKind.Operations,
                    Amount = new() { CurrencyCode = "NOK", Units = 1000 },
                    ExpectedDate = Day(2020),
                },
            }
        );
        var entry = await new MandatesService.MandatesServiceClient(invoker).CreateAccountEntryAsync(
            new()
            {
                Parent = subProject,
                AccountEntry = new()
                {
                    SourceSystem = secret,
                    Voucher = "1001",
                    Date = Day(2019),
                    Text = secret,
                    Amount = new() { CurrencyCode = "NOK", Units = 1000 },
                    Kind = CostKind.Operations,
                },
            }
        );
        var forecast = await new MandatesService.MandatesServiceClient(invoker).CreateForecastAsync(
            new()
            {
                Parent = subProject,
                Forecast = new() { Year = 2019, Kind = CostKind.Operations },
                Statement = new()
                {
                    Amount = new() { CurrencyCode = "NOK", Units = 1000 },
                    Reason = secret,
                },
            }
        );
        var tolerance = await new MandatesService.MandatesServiceClient(invoker).CreateToleranceAsync(
            new()
            {
                Parent = subProject,
                Tolerance = new() { Dimension = ToleranceDimension.Time },
                Change = new()
                {
                    Unit = ToleranceUnit.Days,
                    UpperLimit = 100,
                    Reason = secret,
                    Body = body.Name,
                    DecisionDate = Day(2020),
                },
            }
        );
        var factor = await new MandatesService.MandatesServiceClient(invoker).CreateCriticalSuccessFactorAsync(
            new()
            {
                Parent = subProject,
                CriticalSuccessFactor = new() { Text = secret },
            }
        );
        var deliverable = await new MandatesService.MandatesServiceClient(invoker).CreateDeliverableAsync(
            new()
            {
                Parent = subProject,
                DeliverableId = $"leveranse-{code}",
                Deliverable = new()
                {
                    Title = secret,
                    Responsible = lead.Name,
                    DueDate = Day(2099),
                },
            }
        );
        var benefits = new BenefitsService.BenefitsServiceClient(invoker);
        var goal = await benefits.CreateGoalAsync(
            new()
            {
                Parent = programme,
                GoalId = $"mal-{code}",
                Goal = new()
                {
                    Kind = Benefits.V1.GoalKind.Main,
                    Text = secret,
                    Amount = Kroner(1_000_000),
                    EffectYear = 2020,
                },
            }
        );
        var benefit = await benefits.CreateBenefitAsync(
            new()
            {
                Parent = programme,
                BenefitId = $"gevinst-{code}",
                Benefit = new() { Text = secret, Kind = Benefits.V1.BenefitKind.Quality },
            }
        );
        var measure = await benefits.CreateMeasureAsync(
            new()
            {
                Parent = programme,
                MeasureId = $"tiltak-{code}",
                Measure = new()
                {
                    Title = secret,
                    DecisionDate = new()
                    {
                        Year = 2019,
                        Month = 1,
                        Day = 1,
                    },
                    EffectLow = Kroner(1_000_000),
                    EffectLikely = Kroner(1_000_000),
                    EffectHigh = Kroner(1_000_000),
                    ProbabilityPercent = 100,
                },
            }
        );
        var simulation = await benefits.CreateSimulationAsync(
            new()
            {
                Parent = programme,
                Simulation = new() { Scope = goal.Name },
            }
        );
        var (gained, budgetBase) = await LedgerAsync(benefits, programme, code, secret);
        var measured = await MeasurementAsync(benefits, programme, code, secret);
        var handover = await benefits.CreateHandoverAsync(
            new()
            {
                Parent = programme,
                HandoverId = $"overlevering-{code}",
                Handover = new()
                {
                    Subject = measure.Name,
                    Carrier = lead.Name,
                    Conditions = secret,
                },
            }
        );
        var procurement = new ProcurementService.ProcurementServiceClient(invoker);
        var evaluator = await organisation.CreatePersonAsync(
            new()
            {
                Parent = programme,
                Person = new() { DisplayName = secret },
            }
        );
        var bought = await ProcurementAsync(procurement, programme, lead.Name, evaluator.Name, code, secret);
        var need = await procurement.CreateNeedAsync(
            new()
            {
                Parent = programme,
                NeedId = $"behov-{code}",
                Need = new() { Title = secret },
            }
        );
        var system = await SystemAsync(new(invoker), programme, code, secret, municipality.Name);
        var cutover = await new ProcurementService.ProcurementServiceClient(invoker).CreateCutoverPlanAsync(
            new()
            {
                Parent = programme,
                CutoverPlanId = $"omlegging-{code}",
                CutoverPlan = new()
                {
                    Title = secret,
                    ServiceFunction = system.ServiceFunction,
                    Municipality = system.Municipality,
                    Fallback = secret,
                    CutoverDate = Day(2020),
                    Checks = { new CutoverCheck { Text = secret } },
                },
            }
        );
        var appraisal = await new ProcurementService.ProcurementServiceClient(invoker).CreateOptionAppraisalAsync(
            new()
            {
                Parent = programme,
                OptionAppraisalId = $"vurdering-{code}",
                OptionAppraisal = new()
                {
                    Question = secret,
                    ServiceFunction = system.ServiceFunction,
                    Options =
                    {
                        new AppraisalOption { Kind = AppraisalOptionKind.Tender, Title = secret },
                    },
                },
            }
        );
        var enabler = await benefits.CreateEnablerAsync(
            new()
            {
                Parent = measure.Name,
                Enabler = new() { Source = need.Name },
            }
        );
        var stakeholders = new StakeholdersService.StakeholdersServiceClient(invoker);
        var stakeholder = await stakeholders.CreateStakeholderAsync(
            new()
            {
                Parent = programme,
                StakeholderId = $"interessent-{code}",
                Stakeholder = new()
                {
                    DisplayName = secret,
                    Kind = StakeholderKind.Organisation,
                    Why = secret,
                },
            }
        );
        var dependency = await new MandatesService.MandatesServiceClient(invoker).CreateDependencyAgreementAsync(
            new()
            {
                Parent = programme,
                DependencyAgreementId = $"avhengighet-{code}",
                DependencyAgreement = new()
                {
                    Deliverable = secret,
                    GiverStakeholder = stakeholder.Name,
                    TakerSubProject = subProject,
                    NeededByDate = Day(2099),
                },
            }
        );
        var note = await stakeholders.CreateStakeholderNoteAsync(
            new()
            {
                Parent = stakeholder.Name,
                Note = new() { Text = secret },
            }
        );
        var record = await stakeholders.CreateParticipationRecordAsync(
            new()
            {
                Parent = programme,
                ParticipationRecord = new()
                {
                    Matter = mandate.Name,
                    PartyKind = PartyKind.Union,
                    Party = "Fagforbundet",
                    View = secret,
                    Representative = "Eli Strand",
                    Form = ParticipationForm.Heard,
                    HeardDate = Day(2020),
                },
            }
        );
        var party = await stakeholders.CreatePartyAsync(
            new()
            {
                Parent = programme,
                PartyId = $"part-{code}",
                Party = new() { DisplayName = secret, Kind = PartyKind.SafetyService },
            }
        );
        var disclosure = await stakeholders.CreateDisclosureAsync(
            new()
            {
                Parent = programme,
                Disclosure = new() { Kind = DisclosureKind.Access, Purpose = secret },
            }
        );
        var steps = await stakeholders.BatchCreateParticipationStepsAsync(
            new()
            {
                Parent = programme,
                ParticipationSteps =
                {
                    new ParticipationStep
                    {
                        Matter = mandate.Name,
                        Party = party.Name,
                        Form = ParticipationForm.Heard,
                        Basis = secret,
                    },
                },
            }
        );
        var engagement = await stakeholders.CreateEngagementAsync(
            new()
            {
                Parent = programme,
                EngagementId = $"involvering-{code}",
                Engagement = new()
                {
                    Title = secret,
                    Kind = EngagementKind.Meeting,
                    Date = Day(2020),
                    Stakeholders = { stakeholder.Name },
                    SubProjects = { subProject },
                    Summary = secret,
                },
            }
        );
        var input = await stakeholders.CreateInputAsync(
            new()
            {
                Parent = programme,
                InputId = $"innspill-{code}",
                Input = new()
                {
                    Stakeholder = stakeholder.Name,
                    ReceiveDate = Day(2020),
                    Text = secret,
                    Engagement = engagement.Name,
                    SubProject = subProject,
                },
            }
        );
        var consultation = await stakeholders.CreateConsultationAsync(
            new()
            {
                Parent = programme,
                ConsultationId = $"horing-{code}",
                Consultation = new()
                {
                    Title = secret,
                    Introduction = secret,
                    Stakeholders = { stakeholder.Name },
                    DeadlineDate = Day(2099),
                    SubProject = subProject,
                },
            }
        );
        var communication = await stakeholders.CreateCommunicationItemAsync(
            new()
            {
                Parent = programme,
                CommunicationItemId = $"tiltak-{code}",
                CommunicationItem = new()
                {
                    Title = secret,
                    Message = secret,
                    Channel = secret,
                    Responsible = secret,
                    Frequency = CommunicationFrequency.Once,
                    StartDate = Day(2020),
                    Stakeholders = { stakeholder.Name },
                    SubProject = subProject,
                },
            }
        );
        var access = new V1.AccessService.AccessServiceClient(invoker);
        var someone = await access.ResolvePrincipalAsync(
            new()
            {
                Issuer = "tests",
                Subject = $"{programmeId}-{code}",
                Kind = PrincipalKind.Person,
                DisplayName = $"Noen {secret}",
            }
        );
        var assignment = await access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = programme,
                RoleAssignment = new() { Principal = someone.Name, Role = Role.Reader },
            }
        );
        await access.LinkPersonAsync(new() { Person = lead.Name, Principal = someone.Name });
        return new(
            programme,
            subProject,
            body.Name,
            new Dictionary<string, string>
            {
                ["mergeprogramme/Programme"] = programme,
                ["mergeprogramme/SubProject"] = subProject,
                ["mergeprogramme/ReportingOccurrence"] = report.ReportingOccurrence,
                ["mergeprogramme/Report"] = report.Name,
                ["mergeprogramme/ReportPart"] = report.Parts[0].Name,
                ["mergeprogramme/Municipality"] = municipality.Name,
                ["mergeprogramme/Body"] = body.Name,
                ["mergeprogramme/Person"] = lead.Name,
                ["mergeprogramme/Appointment"] = appointment.Name,
                ["mergeprogramme/BuyOut"] = buyOut.Name,
                ["mergeprogramme/StatutoryRule"] = $"{programme}/statutoryRules/fellesnemnd-leder",
                ["mergeprogramme/SchoolFreePeriod"] = schoolFree.Name,
                ["mergeprogramme/Meeting"] = meeting,
                ["mergeprogramme/MeetingSeries"] = series,
                ["mergeprogramme/FollowUp"] = followUp,
                ["mergeprogramme/Case"] = asked,
                ["mergeprogramme/Unit"] = unit.Name,
                ["mergeprogramme/UnitMapping"] = mapping.Name,
                ["mergeprogramme/Position"] = position.Name,
                ["mergeprogramme/PositionRequest"] = positionRequest.Name,
                ["mergeprogramme/Mandate"] = mandate.Name,
                ["mergeprogramme/Import"] = import.Name,
                ["mergeprogramme/DependencyAgreement"] = dependency.Name,
                ["mergeprogramme/Milestone"] = milestone.Name,
                ["mergeprogramme/Risk"] = risk.Name,
                ["mergeprogramme/CriticalSuccessFactor"] = factor.Name,
                ["mergeprogramme.mandates.v1.CreateRiskRequest.parent"] = subProject,
                ["mergeprogramme.mandates.v1.ListRisksRequest.parent"] = subProject,
                ["mergeprogramme/BudgetLine"] = budgetLine.Name,
                ["mergeprogramme/Tolerance"] = tolerance.Name,
                ["mergeprogramme/Commitment"] = commitment.Name,
                ["mergeprogramme/AccountEntry"] = entry.Name,
                ["mergeprogramme/Forecast"] = forecast.Name,
                ["mergeprogramme.mandates.v1.CreateBudgetLineRequest.parent"] = subProject,
                ["mergeprogramme.mandates.v1.ListBudgetLinesRequest.parent"] = subProject,
                ["mergeprogramme.mandates.v1.SummariseBudgetRequest.parent"] = subProject,
                ["mergeprogramme.mandates.v1.CreateCommitmentRequest.parent"] = subProject,
                ["mergeprogramme.mandates.v1.ListCommitmentsRequest.parent"] = subProject,
                ["mergeprogramme.mandates.v1.CreateAccountEntryRequest.parent"] = subProject,
                ["mergeprogramme.mandates.v1.ListAccountEntriesRequest.parent"] = subProject,
                ["mergeprogramme.mandates.v1.ImportActualsRequest.parent"] = subProject,
                ["mergeprogramme.mandates.v1.ImportAccountSheetRequest.parent"] = subProject,
                ["mergeprogramme.mandates.v1.CreateForecastRequest.parent"] = subProject,
                ["mergeprogramme.mandates.v1.ListForecastsRequest.parent"] = subProject,
                ["mergeprogramme.mandates.v1.CreateCriticalSuccessFactorRequest.parent"] = subProject,
                ["mergeprogramme.mandates.v1.ListCriticalSuccessFactorsRequest.parent"] = subProject,
                ["mergeprogramme/OwnTemplate"] = own.Name,
                ["mergeprogramme/ChangeRequest"] = change.Name,
                ["mergeprogramme/Deliverable"] = deliverable.Name,
                ["mergeprogramme/Section"] = mandate.Sections[0].Name,
                ["mergeprogramme/Template"] = "templates/difi-konseptfase-3.0",
                ["mergeprogramme/Goal"] = goal.Name,
                ["mergeprogramme/Benefit"] = benefit.Name,
                ["mergeprogramme/Measure"] = measure.Name,
                ["mergeprogramme/Handover"] = handover.Name,
                ["mergeprogramme/Enabler"] = enabler.Name,
                ["mergeprogramme/LedgerEntry"] = gained,
                ["mergeprogramme/BudgetBase"] = budgetBase,
                ["mergeprogramme/Simulation"] = simulation.Name,
                ["mergeprogramme/LedgerTertial"] = $"{programme}/ledgerTertials/t1-2020",
                ["mergeprogramme/TertialReport"] = $"{gained.Split("/ledgerEntries/")[0]}/tertialReports/t1-2020",
                ["mergeprogramme/Indicator"] = measured.Split("/measurements/")[0],
                ["mergeprogramme/Measurement"] = measured,
                ["mergeprogramme/Need"] = need.Name,
                ["mergeprogramme/ServiceFunction"] = system.ServiceFunction,
                ["mergeprogramme/LegacySystem"] = system.Name,
                ["mergeprogramme/ProcurementRule"] = bought.Rule,
                ["mergeprogramme/ProcurementCase"] = bought.Case,
                ["mergeprogramme/CaseMember"] = bought.Member,
                ["mergeprogramme/Criterion"] = bought.Criterion,
                ["mergeprogramme/Clarification"] = bought.Clarification,
                ["mergeprogramme/Tender"] = bought.Tender,
                ["mergeprogramme/OptionAppraisal"] = appraisal.Name,
                ["mergeprogramme/CutoverPlan"] = cutover.Name,
                ["mergeprogramme/Evaluation"] = bought.Evaluator.Replace(
                    "/caseMembers/",
                    "/evaluations/",
                    StringComparison.Ordinal
                ),
                ["mergeprogramme/Consensus"] = $"{bought.Case}/consensus",
                // Nobody awards before tenders are opened, and nobody opens alone.
                ["mergeprogramme/Award"] = $"{bought.Case}/awards/none",
                ["mergeprogramme/Complaint"] = $"{bought.Case}/complaints/none",
                ["mergeprogramme/Stakeholder"] = stakeholder.Name,
                ["mergeprogramme/StakeholderNote"] = note.Name,
                ["mergeprogramme/ParticipationRecord"] = record.Name,
                ["mergeprogramme/Disclosure"] = disclosure.Name,
                ["mergeprogramme/ProcessingActivity"] = $"{programme}/processingActivities/stakeholders",
                ["mergeprogramme/CalendarFeed"] = $"{programme}/calendarFeeds/none",
                ["mergeprogramme/PublicPage"] = $"{programme}/publicPage",
                ["mergeprogramme/Party"] = party.Name,
                ["mergeprogramme/ParticipationStep"] = steps.ParticipationSteps[0].Name,
                ["mergeprogramme/ParticipationRule"] = $"{programme}/participationRules/psu",
                ["mergeprogramme/Engagement"] = engagement.Name,
                ["mergeprogramme/Input"] = input.Name,
                ["mergeprogramme/Consultation"] = consultation.Name,
                ["mergeprogramme/CommunicationItem"] = communication.Name,
                ["mergeprogramme/Principal"] = someone.Name,
                ["mergeprogramme/Session"] = $"{someone.Name}/sessions/none",
                ["mergeprogramme/RoleAssignment"] = assignment.Name,
                ["mergeprogramme.platform.v1.ListEventsRequest.subject"] = programme,
                ["mergeprogramme.platform.v1.StreamEventsRequest.subject"] = programme,
                ["mergeprogramme.organisation.v1.CheckCompositionRequest.name"] = body.Name,
                ["mergeprogramme.mandates.v1.PromiseDependencyAgreementRequest.giver"] = subProject,
                ["mergeprogramme.mandates.v1.DeliverDependencyAgreementRequest.giver"] = subProject,
                ["mergeprogramme.mandates.v1.DeclineDependencyAgreementRequest.giver"] = subProject,
                ["mergeprogramme.access.v1.ListPrincipalsRequest.parent"] = programme,
                ["mergeprogramme.access.v1.CreateRoleAssignmentRequest.parent"] = programme,
                ["mergeprogramme.access.v1.ListRoleAssignmentsRequest.parent"] = programme,
                ["mergeprogramme.access.v1.GetRoleAssignmentRequest.name"] = assignment.Name,
                ["mergeprogramme.access.v1.DeleteRoleAssignmentRequest.name"] = assignment.Name,
            }
        );
    }

    // A procurement that is published, with a tender that is sealed.
    private static async Task<(
        string Rule,
        string Case,
        string Member,
        string Criterion,
        string Clarification,
        string Tender,
        string Evaluator
    )> ProcurementAsync(
        ProcurementService.ProcurementServiceClient procurement,
        string programme,
        string person,
        string evaluator,
        string code,
        string secret
    )
    {
        var rule = await procurement.CreateProcurementRuleAsync(
            new()
            {
                Parent = programme,
                ProcurementRule = new()
                {
                    Kind = ProcurementRuleKind.Scope,
                    Value = 100_000,
                    EffectDate = Day(2019),
                    Source = secret,
                },
            }
        );
        var bought = await procurement.CreateProcurementCaseAsync(
            new()
            {
                Parent = programme,
                ProcurementCaseId = $"anskaffelse-{code}",
                ProcurementCase = new()
                {
                    Title = secret,
                    Kind = ProcurementKind.Goods,
                    EstimatedValue = Kroner(500_000),
                    EstimateBasis = secret,
                    EnvironmentReason = secret,
                    TenderDeadlineTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(
                        new DateTime(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc)
                    ),
                },
            }
        );
        await procurement.CreateCriterionAsync(
            new()
            {
                Parent = bought.Name,
                Criterion = new()
                {
                    Title = secret,
                    Kind = CriterionKind.Award,
                    Weight = 100,
                    PriceFormula = PriceFormula.Linear,
                },
            }
        );
        var member = await procurement.CreateCaseMemberAsync(
            new()
            {
                Parent = bought.Name,
                Member = new() { Person = person, Role = CaseRole.Officer },
            }
        );
        var scores = await procurement.CreateCaseMemberAsync(
            new()
            {
                Parent = bought.Name,
                Member = new() { Person = evaluator, Role = CaseRole.Evaluator },
            }
        );
        await procurement.PublishProcurementCaseAsync(new() { Name = bought.Name });
        var clarification = await procurement.CreateClarificationAsync(
            new()
            {
                Parent = bought.Name,
                Clarification = new() { Answer = secret },
            }
        );
        var tender = await procurement.ReceiveTenderAsync(
            new()
            {
                Parent = bought.Name,
                TenderId = $"tilbud-{code}",
                Tender = new() { Tenderer = secret, OrganisationNumber = "974760673" },
                Content = Google.Protobuf.ByteString.CopyFromUtf8(secret),
                FileName = "tilbud.txt",
                Price = Kroner(400_000),
            }
        );
        // Of one that is prepared: the other's are locked.
        var prepared = await procurement.CreateProcurementCaseAsync(
            new()
            {
                Parent = programme,
                ProcurementCaseId = $"forberedes-{code}",
                ProcurementCase = new()
                {
                    Title = secret,
                    Kind = ProcurementKind.Goods,
                    EstimatedValue = Kroner(500_000),
                },
            }
        );
        var open = await procurement.CreateCriterionAsync(
            new()
            {
                Parent = prepared.Name,
                CriterionId = $"kriterium-{code}",
                Criterion = new()
                {
                    Title = secret,
                    Kind = CriterionKind.Award,
                    Weight = 50,
                },
            }
        );
        return (rule.Name, bought.Name, member.Name, open.Name, clarification.Name, tender.Name, scores.Name);
    }

    // A measure that is decided on, what it has gained, and the budget that it took from.
    private static async Task<(string Entry, string Base)> LedgerAsync(
        BenefitsService.BenefitsServiceClient benefits,
        string programme,
        string code,
        string secret
    )
    {
        var measure = await benefits.CreateMeasureAsync(
            new()
            {
                Parent = programme,
                MeasureId = $"vedtatt-{code}",
                Measure = new()
                {
                    Title = secret,
                    BudgetFunction = "253",
                    BudgetAccount = "010",
                    DecisionDate = Day(2019),
                    EffectLow = Kroner(1_000_000),
                    EffectLikely = Kroner(1_000_000),
                    EffectHigh = Kroner(1_000_000),
                    ProbabilityPercent = 100,
                },
            }
        );
        await benefits.DecideMeasureAsync(
            new()
            {
                Name = measure.Name,
                Etag = measure.Etag,
                DecisionDate = Day(2019),
                CaseNumber = "19/1",
            }
        );
        var entry = await benefits.CreateLedgerEntryAsync(
            new()
            {
                Parent = measure.Name,
                LedgerEntryId = "t1-2020",
                LedgerEntry = new()
                {
                    Year = 2020,
                    Tertial = 1,
                    Amount = Kroner(10_000),
                    BudgetAdjustment = secret,
                    CaseNumber = "20/1",
                },
            }
        );
        await benefits.ReportTertialAsync(
            new()
            {
                TertialReport = new() { Name = $"{measure.Name}/tertialReports/t1-2020", Comment = secret },
            }
        );
        var there = await benefits.CreateBudgetBaseAsync(
            new()
            {
                Parent = programme,
                BudgetBaseId = $"grunnlag-{code}",
                BudgetBase = new()
                {
                    BudgetFunction = "253",
                    // One line for each place of a programme.
                    BudgetAccount = $"01{code[^1]}",
                    Year = 2020,
                    Amount = Kroner(1_000_000),
                    Source = secret,
                },
            }
        );
        return (entry.Name, there.Name);
    }

    private static async Task<LegacySystem> SystemAsync(
        ProcurementService.ProcurementServiceClient procurement,
        string programme,
        string code,
        string secret,
        string municipality
    )
    {
        var function = await procurement.CreateServiceFunctionAsync(
            new()
            {
                Parent = programme,
                ServiceFunctionId = $"funksjon-{code}",
                ServiceFunction = new() { Title = $"{secret} {code}" },
            }
        );
        return await procurement.CreateLegacySystemAsync(
            new()
            {
                Parent = programme,
                LegacySystemId = $"system-{code}",
                LegacySystem = new()
                {
                    ServiceFunction = function.Name,
                    Municipality = municipality,
                    Title = secret,
                },
            }
        );
    }

    private static async Task<string> MeasurementAsync(
        BenefitsService.BenefitsServiceClient benefits,
        string programme,
        string code,
        string secret
    )
    {
        var indicator = await benefits.CreateIndicatorAsync(
            new()
            {
                Parent = programme,
                IndicatorId = $"indikator-{code}",
                Indicator = new()
                {
                    Title = secret,
                    Unit = "døgn",
                    Direction = IndicatorDirection.LowerIsBetter,
                    PeriodKind = IndicatorPeriodKind.Year,
                    Kind = IndicatorKind.Measure,
                },
            }
        );
        var measurement = await benefits.CreateMeasurementAsync(
            new()
            {
                Parent = indicator.Name,
                Measurement = new()
                {
                    PeriodStart = Day(2020),
                    Value = new() { Value = "7" },
                    Source = secret,
                },
            }
        );
        return measurement.Name;
    }

    // Nothing in it but words, decided on by the body of the place.
    private static async Task<Mandate> ApprovedMandateAsync(
        MandatesService.MandatesServiceClient mandates,
        string subProject,
        string body,
        Person lead,
        string secret
    )
    {
        var mandate = await mandates.CreateMandateAsync(
            new()
            {
                Parent = subProject,
                Mandate = new()
                {
                    Title = secret,
                    Template = "templates/difi-konseptfase-3.0",
                    DocumentDate = Day(2020),
                    PreparedBy = lead.Name,
                },
            }
        );
        foreach (var section in mandate.Sections)
        {
            var written = new Section { Name = section.Name, Body = $"{secret}: fem kommuner blir én kommune i 2020." };
            if (section.Parts.Contains(SectionPart.Procurement))
                written.ProcurementRelevance = ProcurementRelevance.No;
            if (section.Parts.Contains(SectionPart.Items))
                written.Items.Add(new Item { Text = secret });
            if (section.Parts.Contains(SectionPart.Goals))
                written.Goals.Add(new Mandates.V1.Goal { Kind = Mandates.V1.GoalKind.Main, Text = secret });
            if (section.Parts.Contains(SectionPart.Plan))
                written.PlanEntries.Add(
                    new PlanEntry
                    {
                        Kind = PlanEntryKind.Phase,
                        Text = secret,
                        Period = new() { Label = "2021" },
                    }
                );
            await mandates.UpdateSectionAsync(new() { Section = written });
        }
        foreach (var point in (await mandates.CheckGateAsync(new() { Name = mandate.Name })).Points)
        {
            if (point.Kind == GatePointKind.Answered)
                await mandates.AnswerGatePointAsync(
                    new()
                    {
                        Name = mandate.Name,
                        Point = point.Point,
                        Answer = GateAnswer.Met,
                        AnsweredBy = lead.DisplayName,
                    }
                );
        }
        var submitted = await mandates.SubmitMandateAsync(new() { Name = mandate.Name });
        return await mandates.DecideMandateAsync(
            new()
            {
                Name = submitted.Name,
                Etag = submitted.Etag,
                Decision = new()
                {
                    Verdict = Verdict.Start,
                    DecisionDate = Day(2020),
                    Place = "Askim",
                    Body = body,
                    Present =
                    {
                        new Attendee
                        {
                            Person = lead.Name,
                            DisplayName = lead.DisplayName,
                            Voting = true,
                        },
                    },
                    Wording = secret,
                    ParticipationWaiver = secret,
                    Signatories = { new Signatory { DisplayName = lead.DisplayName } },
                },
            }
        );
    }

    private static async Task<(string Meeting, string Series, string FollowUp, string Case)> MeetingsAsync(
        OrganisationService.OrganisationServiceClient organisation,
        string programme,
        string body,
        string person,
        string secret
    )
    {
        var asked = await organisation.CreateCaseAsync(
            new()
            {
                Parent = programme,
                CaseId = $"sak-{body.Split('-')[^1]}",
                Case = new() { Title = secret },
            }
        );
        var series = await organisation.CreateMeetingSeriesAsync(
            new()
            {
                Parent = body,
                MeetingSeries = new()
                {
                    FirstDate = Day(2021),
                    LastDate = Day(2021),
                    IntervalDays = 14,
                    HolidayRule = SeriesHolidayRule.Keep,
                    StartTime = new() { Hours = 9 },
                    Title = secret,
                },
            }
        );
        var meeting = await organisation.CreateMeetingAsync(
            new()
            {
                Parent = body,
                Meeting = new()
                {
                    Title = secret,
                    Date = Day(2020),
                    StartTime = new() { Hours = 9 },
                },
            }
        );
        await organisation.SetAgendaAsync(
            new()
            {
                Name = meeting.Name,
                Items =
                {
                    new AgendaItem { Title = secret, Kind = AgendaItemKind.Decision },
                },
            }
        );
        await organisation.RecordAttendanceAsync(
            new()
            {
                Name = meeting.Name,
                Held = true,
                Attendances =
                {
                    new Attendance { Person = person, Status = AttendanceStatus.Present },
                },
            }
        );
        var followUp = await organisation.CreateFollowUpAsync(
            new()
            {
                Parent = meeting.Name,
                FollowUp = new()
                {
                    Text = secret,
                    Owner = person,
                    DueDate = Day(2020),
                },
            }
        );
        return (meeting.Name, series.Name, followUp.Name, asked.Name);
    }

    private static string SecretOf(string programme, string subProject) =>
        $"hemmelig-{programme.Split('/')[^1]}-{subProject.Split('/')[^1]}";

    private static Date Day(int year) =>
        new()
        {
            Year = year,
            Month = 1,
            Day = 1,
        };

    private static Google.Type.Money Kroner(long units) => new() { CurrencyCode = "NOK", Units = units };
}
