using MergeProgramme.Platform.Modules;

namespace MergeProgramme.Host;

/// <summary>The verbs of the host.</summary>
internal static class Commands
{
    private const string Help = """
        MergeProgramme: from the first mandate to the last verified benefit.

        Usage: dotnet run --project src/MergeProgramme.Host -- [VERB] [--Key:Name=value …]

          (none)     Serve. Data is kept in the folder Database:Folder (data).
          demo       Serve the sample programmes from a throw-away folder, with a clock that can be moved forward.
          migrate    Bring the databases up to date and end.
          sign-in-link LOGIN [--lost-second-factor]
                     Print a one-time link by which the person of that login chooses a password anew. The host must not run.
          audit      Verify the event logs, or write an anchor of them: audit --help.
          totals     Hold the kept sums of the benefits against what they are sums of: totals --help. The host must not run.
          --help     This text.

        Settings (arguments, environment variables such as Listen__Pages, or appsettings.json):
          Listen:Pages=http://127.0.0.1:5080     Pages, REST and health. Beyond this machine: https, and an OpenID provider.
          Listen:Grpc=http://127.0.0.1:5081      gRPC (h2c; HTTP/2 with https), reflection and gRPC health.
          Listen:CertificateFile=FILE            For https: PEM, with Listen:CertificateKeyFile, or PKCS #12.
          Listen:Hosts=NAME;NAME                 Host names that requests may ask for, besides localhost.
          Listen:BehindProxy=true                A proxy in front does TLS; Listen:Proxies=ADDRESS;NETWORK says which (127.0.0.1).
          Database:Folder=data                   SQLite files, one for each module.
          Database:PostgreSql=CONNECTION         A PostgreSQL database instead.
          Keys:Folder=data/keys                  Data-protection keys; share it between hosts that share modules.
          Keys:CertificateFile=FILE              Encrypts the keys' files with a certificate (as Listen:CertificateFile).
          Secrets:Folder=FOLDER                  A file for each setting that is secret, of its name. Or NAME_FILE=FILE in the
                                                 environment. Secrets on the command line or in appsettings.json are refused.
          Limits:NAME=NUMBER                     RequestBytes, MessageBytes, RequestSeconds, Connections, CallsAtATime,
                                                 PersonPerMinute, SystemPerMinute, AddressPerMinute, SignInPerMinute …
          Security:Contact=mailto:…              Where to report a weakness, until Security:Expires=DATE (security.txt).
          Audit:AnchorFolder=FOLDER              An anchor of the event logs is written here every day. On another machine.
          Modules:NAME:Address=http://…          Another host serves this module (organisation, mandates, benefits,
                                                 procurement, stakeholders).
          Network:Protected=true                 PostgreSQL, modules' hosts and the collector may be reached without TLS beyond
                                                 this machine, because the network is protected.
          SignIn:Oidc:Authority=https://…        The OpenID Connect provider that people sign in at (docs/sign-in.md),
          SignIn:Oidc:ClientId=…                 what this installation is called there,
          SignIn:Oidc:ClientSecretFile=FILE      and where its secret stands.
          SignIn:Tokens:NAME:Authority=https://… An issuer of access tokens for neighbouring systems (docs/sign-in.md).
          SignIn:Tokens:NAME:Audience=…          What its tokens must have as audience.
          OTEL_EXPORTER_OTLP_ENDPOINT            Where traces and metrics go. Not set: nowhere.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["audit", .. var audit])
            return await Audit.AuditCommand.RunAsync(audit, Console.Out, Console.Error);
        // Its help is its own.
        if (args is ["totals", "--help" or "-h", ..])
            return await Totals.TotalsCommand.RunAsync(args[1..], Console.Out);
        if (args.Any(a => a is "--help" or "-h" or "help"))
        {
            Console.WriteLine(Help);
            return 0;
        }
        var verb = args.Length > 0 && !args[0].StartsWith('-') ? args[0] : "";
        try
        {
            return verb switch
            {
                "" => await ServeAsync(args),
                "demo" => await DemoAsync(args[1..]),
                "migrate" => await MigrateAsync(args[1..]),
                "sign-in-link" => await SignIn.Local.SignInLinkCommand.RunAsync(args[1..]),
                "totals" => await Totals.TotalsCommand.RunAsync(args[1..], Console.Out),
                _ => Unknown(verb),
            };
        }
        catch (StartRefusedException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task<int> ServeAsync(string[] args)
    {
        await using var app = Composition.Build(args);
        await app.StartAsync();
        await SignIn.Local.FirstAdministrator.TellAsync(app.Services, Console.Out);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task<int> DemoAsync(string[] args)
    {
        using var demo = new Demo.DemoFolder();
        await using var app = Composition.Build([.. args, .. demo.Arguments]);
        await app.StartAsync();
        var pages = app.Services.GetRequiredService<Addresses>().Pages;
        await Demo.SampleProgrammes.LoadAsync(app.Services);
        Console.WriteLine($"The sample programmes are ready at {pages}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task<int> MigrateAsync(string[] args)
    {
        await using var app = Composition.Build(args);
        app.Services.MigrateModules();
        Console.WriteLine("The databases are up to date.");
        return 0;
    }

    private static int Unknown(string verb)
    {
        Console.Error.WriteLine($"There is no verb '{verb}'. --help lists them.");
        return 2;
    }
}
