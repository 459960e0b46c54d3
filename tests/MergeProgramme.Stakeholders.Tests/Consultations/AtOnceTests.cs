using Grpc.Core;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Stakeholders.Tests.Consultations;

/// <summary>What two people do at the same moment.</summary>
[Collection("hosts")]
public sealed class AtOnceTests
{
    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(Databases))]
    public async Task None_is_concluded_with_an_answer_that_waits(TestDatabase database)
    {
        await using var it = await Office.OpenAsync(database);
        for (var round = 0; round < 8; round++)
        {
            var open = await it.OpenedAsync();
            foreach (var asked in open.Stakeholders)
                await it.AnswerAsync(await AnsweredAsync(it, open, asked));
            var closed = await it.Client.CloseConsultationAsync(new() { Name = open.Name, Etag = open.Etag });
            var (concluded, came) = (
                TryAsync(async () =>
                    await it.Client.ConcludeConsultationAsync(
                        new()
                        {
                            Name = closed.Name,
                            Conclusion = "Askim.",
                            Etag = closed.Etag,
                        }
                    )
                ),
                TryAsync(() => AnsweredAsync(it, closed, it.Patients))
            );
            await Task.WhenAll(concluded, came);
            // One of them was first, and the other was told so.
            Assert.True(await concluded ^ await came, $"round {round}: {await concluded}, {await came}");
        }
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Nobody_is_deleted_while_something_comes_to_name_them(TestDatabase database)
    {
        await using var it = await Office.OpenAsync(database);
        for (var round = 0; round < 8; round++)
        {
            var somebody = await it.RegisterAsync($"Lag {round}", StakeholderKind.Group, 1, 1);
            var (deleted, met) = (
                TryAsync(async () => await it.Client.DeleteStakeholderAsync(new() { Name = somebody })),
                TryAsync(() => it.MetAsync(-1, it.Hospital, somebody))
            );
            await Task.WhenAll(deleted, met);
            Assert.True(await deleted ^ await met, $"round {round}: {await deleted}, {await met}");
        }
    }

    private static Task<Input> AnsweredAsync(Office it, Consultation consultation, string stakeholder) =>
        it.SaidAsync(stakeholder, 0, i => (i.Consultation, i.Stance) = (consultation.Name, InputStance.NoRemarks));

    // Whether it went through; any other end than a refusal with its reason fails the test.
    private static async Task<bool> TryAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (RpcException e)
            when (e.StatusCode is StatusCode.FailedPrecondition or StatusCode.InvalidArgument or StatusCode.NotFound)
        {
            return false;
        }
    }
}
