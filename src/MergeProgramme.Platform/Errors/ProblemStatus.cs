using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using MergeProgramme.Platform.Localisation;
using Status = Google.Rpc.Status;

namespace MergeProgramme.Platform.Errors;

/// <summary>A <see cref="Problem"/> as callers get it: google.rpc.Status (AIP-193).</summary>
public static class ProblemStatus
{
    private const string Domain = "mergeprogramme";

    // All stand in the details; the message is read by people.
    private const int MostTexts = 10;

    /// <summary>The status, with its texts in a language.</summary>
    /// <param name="method">Full name of the method that refused: <c>/package.Service/Method</c>.</param>
    public static Status Of(Problem problem, string method, ViolationTexts texts, CultureInfo culture)
    {
        var status = new Status { Code = (int)problem.Code };
        var localised = new List<string>();
        var bad = new BadRequest();
        var unmet = new PreconditionFailure();
        foreach (var violation in problem.Violations)
        {
            var text = texts.Of(method, violation, culture);
            localised.Add(text);
            if (problem.Code == StatusCode.FailedPrecondition)
            {
                unmet.Violations.Add(
                    new PreconditionFailure.Types.Violation
                    {
                        Type = violation.Reason,
                        Subject = violation.Field,
                        Description = text,
                    }
                );
            }
            else
            {
                bad.FieldViolations.Add(
                    new BadRequest.Types.FieldViolation
                    {
                        Field = violation.Field,
                        Reason = violation.Reason,
                        Description = text,
                    }
                );
            }
        }
        // Status.message is for developers, in English (AIP-193); LocalizedMessage is for whoever the caller serves.
        status.Message = string.Join(
            " ",
            problem.Violations.Select(v => $"{v.Field}: {texts.Of(method, v, Languages.English)}").Take(MostTexts)
        );
        status.Details.Add(Any.Pack(new ErrorInfo { Domain = Domain, Reason = problem.Reason }));
        status.Details.Add(
            Any.Pack(new LocalizedMessage { Locale = culture.Name, Message = string.Join(" ", localised.Take(MostTexts)) })
        );
        status.Details.Add(problem.Code == StatusCode.FailedPrecondition ? Any.Pack(unmet) : Any.Pack(bad));
        return status;
    }
}
