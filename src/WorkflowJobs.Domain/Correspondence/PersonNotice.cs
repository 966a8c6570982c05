namespace WorkflowJobs.Domain.Correspondence;

/// <summary>A notice to a person is a record; legal periods run from it.</summary>
public sealed class PersonNotice
{
    public required string Id { get; init; }
    public required string PersonId { get; init; }
    public string? ApplicationId { get; init; }

    /// <summary>Receipt, SupplementRequest, Reminder, Lapsed, NotAccepted, NotRecommended, Rejected, Waitlisted, Promoted, Approved, Training, Signing, OfferLapsed …</summary>
    public required string Kind { get; init; }

    public required string TitleZh { get; init; }
    public required string TitleEn { get; init; }

    /// <summary>The full text as sent, encrypted with the person's key.</summary>
    public required byte[] TextCipher { get; init; }

    /// <summary>InSystem, Sms, PrintedHandedOver.</summary>
    public required string Channel { get; set; }

    /// <summary>When the gateway took the SMS; null while it has not.</summary>
    public DateTimeOffset? SmsSentAt { get; set; }

    /// <summary>When the last attempt to send it failed; null once it was sent.</summary>
    public DateTimeOffset? SmsFailedAt { get; set; }

    public required DateTimeOffset At { get; init; }
    public DateOnly? DueOn { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; set; }
    public string? AcknowledgedBy { get; set; }
}

/// <summary>A line in an officer's bell: reminders, escalations, urges.</summary>
public sealed class OfficerNotice
{
    public required string Id { get; init; }
    public required string UserId { get; init; }
    public required string Kind { get; init; }
    public required string TextZh { get; init; }
    public required string TextEn { get; init; }
    public string? TaskId { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? ReadAt { get; set; }
}
