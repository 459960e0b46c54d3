using MergeProgramme.Access.V1;

namespace MergeProgramme.Access.Roles;

/// <summary>What each role permits. Pure, and the one place where it stands.</summary>
internal static class RolePermissions
{
    private static readonly string[] Reading =
    [
        "organisation.read",
        "mandates.read",
        "benefits.read",
        "procurement.read",
        "stakeholders.read",
    ];

    // Answering a person's letter is the programme office's work, in its own programme.
    private static readonly string[] ReadingPersonalData =
    [
        "organisation.readPersonalData",
        "mandates.readPersonalData",
        "benefits.readPersonalData",
        "procurement.readPersonalData",
        "stakeholders.readPersonalData",
        "access.readPersonalData",
    ];

    private static readonly string[] ErasingPersonalData =
    [
        "organisation.erasePersonalData",
        "mandates.erasePersonalData",
        "benefits.erasePersonalData",
        "procurement.erasePersonalData",
        "stakeholders.erasePersonalData",
    ];

    private static readonly Dictionary<Role, RoleDescription> ByRole = new()
    {
        [Role.ProgrammeOffice] = Permits([
            .. Reading,
            "organisation.create",
            "organisation.write",
            "organisation.meet",
            "organisation.writeCases",
            "organisation.report",
            "organisation.readPositions",
            "organisation.requestPositions",
            "mandates.write",
            "mandates.submit",
            "mandates.decide",
            "mandates.account",
            "benefits.write",
            "benefits.decide",
            "benefits.realise",
            "benefits.close",
            "procurement.write",
            "stakeholders.write",
            "stakeholders.participate",
            "stakeholders.readNotes",
            "stakeholders.writeNotes",
            "access.read",
            "access.grant",
            .. ReadingPersonalData,
            .. ErasingPersonalData,
        ]),
        [Role.SubProjectLead] = Permits(
            ["organisation.report", "mandates.write", "mandates.submit"],
            [
                .. Reading,
                "organisation.writeCases",
                "organisation.readPositions",
                "benefits.write",
                "procurement.write",
                "stakeholders.write",
                "stakeholders.participate",
                "stakeholders.readNotes",
                "stakeholders.writeNotes",
            ]
        ),
        [Role.BodyMember] = Permits(["mandates.read"], ["organisation.read", "benefits.read", "procurement.read"]),
        [Role.DecisionSecretary] = Permits(
            ["mandates.read", "mandates.decide", "benefits.decide", "organisation.meet"],
            [
                "organisation.read",
                "organisation.writeCases",
                "benefits.read",
                "procurement.read",
                "stakeholders.read",
                "stakeholders.participate",
            ]
        ),
        // Who decides in position control is a head of a department or its delegate too: the module asks that.
        [Role.LineOwner] = Permits(
            ["benefits.write"],
            [
                // Only of what is handed over to oneself: the module asks that.
                "benefits.accept",
                "benefits.realise",
                "organisation.read",
                "organisation.readPositions",
                "organisation.requestPositions",
                "organisation.decidePositions",
                "mandates.read",
                "benefits.read",
            ]
        ),
        [Role.FinanceController] = Permits([
            "organisation.read",
            "organisation.readPositions",
            "mandates.read",
            "mandates.account",
            "benefits.read",
            "benefits.verify",
            "procurement.read",
        ]),
        [Role.ProcurementOfficer] = Permits([
            "organisation.read",
            "mandates.read",
            "benefits.read",
            "procurement.read",
            "procurement.write",
        ]),
        [Role.Evaluator] = Permits(["organisation.read", "procurement.read"]),
        [Role.UnionRepresentative] = Permits(
            ["mandates.read"],
            ["organisation.read", "organisation.readPositions", "benefits.read", "stakeholders.read", "stakeholders.participate"]
        ),
        [Role.Reader] = Permits(Reading),
        [Role.Auditor] = Permits([.. Reading, "organisation.readPositions", "access.read", "access.breakGlass", "audit.read"]),
        [Role.Administrator] = Permits([
            .. Reading,
            "organisation.create",
            "access.read",
            "access.grant",
            "access.administer",
            "access.breakGlass",
            "audit.read",
            "operations.read",
            "operations.operate",
        ]),
        [Role.NeighbouringSystem] = Permits([Platform.Access.CallerGrants.AllOfToken]),
    };

    /// <summary>Roles that hold in every programme because of the installation, not of the programme: confidential records are closed to them.</summary>
    public static bool IsOfInstallation(Role role) => role is Role.Administrator or Role.Auditor;

    /// <summary>What a role permits.</summary>
    public static RoleDescription Of(Role role) => ByRole[role];

    /// <summary>What break-glass opens: everything to be read in the programme, confidential records too.</summary>
    public static IReadOnlyList<string> OfBreakGlass { get; } =
    [.. Reading, "organisation.readPositions", "access.read", "stakeholders.readNotes", "stakeholders.readAllNotes"];

    /// <summary>All roles, in the contract's order.</summary>
    public static IEnumerable<RoleDescription> All => ByRole.OrderBy(r => r.Key).Select(r => WithRole(r.Value.Clone(), r.Key));

    private static RoleDescription WithRole(RoleDescription description, Role role)
    {
        description.Role = role;
        return description;
    }

    private static RoleDescription Permits(IEnumerable<string> inScope, IEnumerable<string>? inProgramme = null)
    {
        var description = new RoleDescription();
        description.Permissions.Add(inScope);
        description.ProgrammePermissions.Add(inProgramme ?? []);
        return description;
    }
}
