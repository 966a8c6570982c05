using System.Text;
using System.Text.Json;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Outbox;

namespace WorkflowJobs.Domain.Correspondence;

/// <summary>Channels of a notice to a person.</summary>
public static class NoticeChannels
{
    public const string InSystem = "InSystem";
    public const string Sms = "Sms";
    public const string PrintedHandedOver = "PrintedHandedOver";
}

/// <summary>Writes notices to people: a record each, encrypted with the person's key, and an SMS through the outbox where there are a gateway and a phone.</summary>
public sealed class PersonNotices(IVault vault, ISmsGateway sms, RuntimeSignals signals)
{
    /// <summary>Outbox kind of an SMS. Its body names the notice only; the adapter decrypts phone and text at the moment of sending.</summary>
    public const string SmsKind = "sms";

    /// <summary>Adds the notice to the caller's transaction. Name, receipt and notice title are filled in; the rest is the caller's.</summary>
    public async Task<PersonNotice> Send(Work work, Application application, string kind, Func<NoticeFacts, NoticeFacts>? fill, CancellationToken cancel)
    {
        var person = await work.Db.People.FindAsync([application.PersonId], cancel)
            ?? throw new InvalidOperationException($"Application {application.Id} has no person.");
        var notice = await work.Db.Notices.FindAsync([application.NoticeId], cancel);
        var facts = new NoticeFacts(person.Name) { Receipt = application.ReceiptNumber ?? "", NoticeTitle = notice?.Title ?? "" };
        return Send(work, person, application.Id, kind, fill is null ? facts : fill(facts));
    }

    public PersonNotice Send(Work work, Person person, string? applicationId, string kind, NoticeFacts facts)
    {
        var text = NoticeTexts.Of(kind, facts);
        var bySms = sms.IsConfigured && person.PhoneCipher is not null;
        var body = JsonSerializer.SerializeToUtf8Bytes(new NoticeBody(text.Zh, text.En));
        var notice = new PersonNotice
        {
            Id = Guid.NewGuid().ToString("N"),
            PersonId = person.Id,
            ApplicationId = applicationId,
            Kind = kind,
            TitleZh = text.TitleZh,
            TitleEn = text.TitleEn,
            TextCipher = vault.Encrypt(person.WrappedKey, body),
            Channel = bySms ? NoticeChannels.Sms : NoticeChannels.InSystem,
            At = work.Now,
            DueOn = facts.DueOn,
        };
        work.Db.PersonNotices.Add(notice);
        if (bySms)
        {
            work.Db.Outbox.Add(new OutboxItem
            {
                Id = Guid.NewGuid().ToString("N"),
                Kind = SmsKind,
                IdempotencyKey = "sms:" + notice.Id,
                Body = JsonSerializer.Serialize(new { noticeId = notice.Id }),
                CreatedAt = work.Now,
                NextAttemptAt = work.Now,
            });
            work.AfterCommit(signals.Outbox.Wake);
        }

        return notice;
    }

    /// <summary>A notice with its text, for the person and the officers of the case.</summary>
    public NoticeView View(PersonNotice notice, Person person)
    {
        var text = Read(notice, person);
        return new NoticeView(notice.Id, notice.Kind, notice.TitleZh, notice.TitleEn, text.Zh, text.En, notice.Channel, notice.At, notice.DueOn, notice.AcknowledgedAt)
        {
            SmsSentAt = notice.SmsSentAt,
            SmsFailedAt = notice.SmsFailedAt,
        };
    }

    /// <summary>The text as it was sent.</summary>
    public NoticeBody Read(PersonNotice notice, Person person) => person.WrappedKey.Length == 0 ? new NoticeBody("", "") :
        JsonSerializer.Deserialize<NoticeBody>(Encoding.UTF8.GetString(vault.Decrypt(person.WrappedKey, notice.TextCipher)))!;
}

/// <summary>A notice's text in both languages.</summary>
public sealed record NoticeBody(string Zh, string En);
