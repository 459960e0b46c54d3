using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using MergeProgramme.Host.SignIn;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Localisation;
using Microsoft.AspNetCore.Http.Features;

namespace MergeProgramme.Host.Hardening;

/// <summary>
/// A request that holds no message of its contract is the caller's to mend. The framework answers gRPC as if the host had failed (UNKNOWN or
/// INTERNAL, and an error with its stack in the log for whatever anybody sends), and REST without details and with names of C# types. Here
/// both become INVALID_ARGUMENT with details, in the caller's language.
/// </summary>
internal sealed class UnreadableMessages(RequestDelegate next, ViolationTexts texts, ILogger<UnreadableMessages> log)
{
    // What these log as errors is unreadable messages; errors of services are logged where they are translated.
    private static readonly string[] Categories =
    [
        "Grpc.AspNetCore.Server.ServerCallHandler",
        "Grpc.AspNetCore.Grpc.JsonTranscoding.ServerCallHandler",
    ];

    private static readonly JsonFormatter Json = new(
        JsonFormatter.Settings.Default.WithTypeRegistry(TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor))
    );

    /// <summary>Keeps what callers send out of the log of errors.</summary>
    public static void Quieten(ILoggingBuilder logging)
    {
        foreach (var category in Categories)
            logging.AddFilter(category, LogLevel.None);
    }

    public Task InvokeAsync(HttpContext context) =>
        SecurityHeaders.IsGrpc(context.Request) ? GrpcAsync(context)
        : Callers.IsForMachines(context) ? RestAsync(context)
        : next(context);

    private async Task GrpcAsync(HttpContext context)
    {
        await next(context);
        if (context.Features.Get<MessageRead>() is not null)
            return;
        var said = context.Response.HasStarted
            ? context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers
            : context.Response.Headers;
        if (said is null || !int.TryParse(said.GrpcStatus, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            return;
        if ((StatusCode)code is not (StatusCode.Unknown or StatusCode.Internal))
            return;
        var status = StatusOf(
            context,
            (StatusCode)code == StatusCode.Internal ? Uri.UnescapeDataString(said.GrpcMessage.ToString()) : "protobuf"
        );
        said.GrpcStatus = status.Code.ToString(CultureInfo.InvariantCulture);
        said.GrpcMessage = Uri.EscapeDataString(status.Message);
        said["grpc-status-details-bin"] = Convert.ToBase64String(status.ToByteArray());
    }

    private async Task RestAsync(HttpContext context)
    {
        var body = context.Response.Body;
        await using var refusal = new Refusal(context, body);
        context.Response.Body = refusal;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }
        if (refusal.Words is not { } words)
            return;
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(Json.Format(StatusOf(context, words)), context.RequestAborted);
    }

    private Google.Rpc.Status StatusOf(HttpContext context, string why)
    {
        log.LogInformation("A message could not be read: {Reason}", why);
        var language = Languages.Asked(context.Request.Headers.AcceptLanguage.ToString());
        return ProblemStatus.Of(Problem.Unreadable(why), context.Request.Path, texts, language);
    }

    /// <summary>Holds back what the framework says of a message that it could not read; everything else goes through.</summary>
    private sealed class Refusal(HttpContext context, Stream body) : Stream
    {
        private const int Longest = 8 * 1024;
        private readonly MemoryStream held = new();
        private bool holds;
        private int status;

        /// <summary>Why it could not, without the names of C# types; null where nothing was held back.</summary>
        public string? Words
        {
            get
            {
                if (!holds)
                    return null;
                try
                {
                    using var json = JsonDocument.Parse(held.ToArray());
                    var words = json.RootElement.GetProperty("message").GetString()!;
                    return status == StatusCodes.Status400BadRequest ? words.Split(" to enum type ")[0] : "JSON";
                }
                catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
                {
                    return "JSON";
                }
            }
        }

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!Holds())
                return body.WriteAsync(buffer, cancellationToken);
            held.Write(buffer.Span[..(int)Math.Min(buffer.Length, Longest - held.Length)]);
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException("Answers are written asynchronously.");

        public override Task FlushAsync(CancellationToken cancellationToken) =>
            Holds() ? Task.CompletedTask : body.FlushAsync(cancellationToken);

        // Asynchronous writes follow.
        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            held.Dispose();
            base.Dispose(disposing);
        }

        private bool Holds()
        {
            if (holds || context.Response.HasStarted || context.Features.Get<MessageRead>() is not null)
                return holds;
            status = context.Response.StatusCode;
            return holds = status is StatusCodes.Status400BadRequest or StatusCodes.Status500InternalServerError;
        }
    }
}
