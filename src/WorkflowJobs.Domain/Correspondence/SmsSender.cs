using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Outbox;

namespace WorkflowJobs.Domain.Correspondence;

/// <summary>Sends the SMS of a notice to a person: phone and text are decrypted at this moment and kept nowhere else.</summary>
public sealed class SmsSender(IReader reader, PersonNotices notices, PeopleRegistry people, ISmsGateway gateway) : IOutboxSender
{
    public string Kind => PersonNotices.SmsKind;

    public async Task Send(OutboxItem item, CancellationToken cancel)
    {
        var message = await reader.Read(async (work, token) =>
        {
            var notice = await NoticeOf(work, item, token) ?? throw new OutboxRefusedException("NO_NOTICE");
            var person = await work.Db.People.FindAsync([notice.PersonId], token) ?? throw new OutboxRefusedException("NO_PERSON");
            return new SmsMessage(people.PhoneOf(person) ?? throw new OutboxRefusedException("NO_PHONE"), notices.Read(notice, person).Zh, item.IdempotencyKey);
        }, cancel);
        await gateway.Send(message, cancel);
    }

    public async Task Record(Work work, OutboxItem item, bool sent, CancellationToken cancel)
    {
        if (await NoticeOf(work, item, cancel) is { } notice)
            (notice.SmsSentAt, notice.SmsFailedAt) = (sent ? work.Now : null, sent ? null : work.Now);
    }

    private static ValueTask<PersonNotice?> NoticeOf(Work work, OutboxItem item, CancellationToken cancel) =>
        work.Db.PersonNotices.FindAsync([JsonNode.Parse(item.Body)!["noticeId"]!.GetValue<string>()], cancel);
}
