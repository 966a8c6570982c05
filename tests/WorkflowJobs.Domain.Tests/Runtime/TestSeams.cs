using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>No secret, but not the plain text either: what was encrypted cannot be found as text in a file.</summary>
internal sealed class TestVault : IVault
{
    public byte[] NewWrappedKey() => [0x5A];

    public byte[] Encrypt(byte[] wrappedKey, ReadOnlySpan<byte> plain) => Flip(plain.ToArray(), wrappedKey[0]);

    public byte[] Decrypt(byte[] wrappedKey, byte[] cipher) => Flip([.. cipher], wrappedKey[0]);

    public byte[] EncryptSystem(ReadOnlySpan<byte> plain) => Flip(plain.ToArray(), 0xA5);

    public byte[] DecryptSystem(byte[] cipher) => Flip([.. cipher], 0xA5);

    public string BlindIndex(string purpose, string normalisedValue) => purpose + "#" + normalisedValue.GetHashCode(StringComparison.Ordinal);

    private static byte[] Flip(byte[] bytes, byte key)
    {
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] ^= key;
        return bytes;
    }
}

/// <summary>Working days are Monday to Friday.</summary>
internal sealed class WeekdayDueDates : IDueDates
{
    public Task<(DateTimeOffset DueAt, bool Provisional)> After(Work work, DateTimeOffset from, int workingDays, CancellationToken cancel)
    {
        var day = ShanghaiTime.DateOf(from);
        for (var left = workingDays; left > 0; left -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1)
            day = day.AddDays(1);
        return Task.FromResult((ShanghaiTime.EndOfDay(day), false));
    }

    public Task<int?> Days(Work work, string numberOrKey, CancellationToken cancel) =>
        Task.FromResult<int?>(int.TryParse(numberOrKey, out var days) ? days : numberOrKey == "accept.days" ? 3 : null);
}

/// <summary>Every test subject lies in the village; its person has the subject's id.</summary>
internal sealed class TestSubjects : ISubjectDirectory
{
    public string SubjectType => "test";

    public Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel) =>
        Task.FromResult<SubjectPlace?>(new SubjectPlace("village", "town", "district") { PersonId = "person-" + subjectId, DisplayName = "Subject " + subjectId });
}

/// <summary>A call whose answers the test gives.</summary>
internal sealed class TestCall(string type, Func<CallContext, Task<CallAnswer>> answer, params string[] outcomes) : ICallHandler
{
    public TestCall(string type, Func<CallContext, CallAnswer> answer, params string[] outcomes)
        : this(type, context => Task.FromResult(answer(context)), outcomes)
    {
    }

    public ActivityDescriptor Descriptor { get; } = new("WorkflowJobs." + type, "测试", type, type)
    {
        IsCall = true,
        MayWait = true,
        Outcomes = outcomes.Length == 0 ? ["Done"] : outcomes,
    };

    public Task<CallAnswer> Answer(CallContext context, CancellationToken cancel) => answer(context);
}
