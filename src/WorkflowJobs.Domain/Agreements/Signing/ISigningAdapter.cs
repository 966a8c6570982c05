namespace WorkflowJobs.Domain.Agreements.Signing;

/// <summary>What is given to be signed. The id is the same however often it is tried.</summary>
public sealed record SigningJob(string RequestId, string Title, string Sha256, byte[] Pdf);

/// <summary>A provider of electronic signatures. Where none is configured agreements are signed on paper.</summary>
public interface ISigningAdapter
{
    bool IsConfigured { get; }

    /// <exception cref="Runtime.Outbox.OutboxRefusedException">The provider will never take this file.</exception>
    Task Send(SigningJob job, CancellationToken cancel);
}

/// <summary>Paper is the rule.</summary>
public sealed class NoSigningAdapter : ISigningAdapter
{
    public bool IsConfigured => false;

    public Task Send(SigningJob job, CancellationToken cancel) => throw new InvalidOperationException("No provider of signatures is configured.");
}
