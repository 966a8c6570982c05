using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Outbox;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Documents;

/// <summary>A paper cannot be ordered, and nothing of it was stored: the definition or the office must be mended.</summary>
public sealed class DocumentOrderException(string message) : Exception(message);

/// <summary>The step that orders a paper.</summary>
public sealed record OrderedBy(string? InstanceId, string? ActivityId, Actor Actor);

/// <summary>
/// Orders papers in the caller's transaction (decision 8): what the paper says is fixed and encrypted, its number taken, its order journalled.
/// The bytes are made by the outbox.
/// </summary>
public sealed class DocumentOrders(
    DocumentTemplates templates, IEnumerable<IDocumentFacts> facts, IEnumerable<ISubjectDirectory> directories, IVault vault, RuntimeSignals signals)
{
    public const string OutboxKind = "document";

    public static string StreamOf(string documentId) => "document:" + documentId;

    /// <exception cref="DocumentOrderException">There is no such template, it is about another kind of subject, or its number was given out before.</exception>
    public async Task<IssuedDocument> Order(Work work, string key, string subjectType, string subjectId, JsonObject? submission, OrderedBy by, CancellationToken cancel)
    {
        var version = await DocumentTemplates.LatestVersion(work.Db, key, cancel);
        var template = await templates.Find(work.Db, key, version, cancel) ?? throw new DocumentOrderException($"There is no document template {key}.");
        if (template.Subject != subjectType)
            throw new DocumentOrderException($"Template {key} is about a {template.Subject}, not a {subjectType}.");
        await work.Flush(cancel);
        var data = await Facts(work, template, subjectId, submission, cancel);
        var place = await Place(work, subjectType, subjectId, cancel);
        var issuer = await IssuerOf(work, template, place, cancel);
        var id = Guid.CreateVersion7().ToString("N");
        var number = await Number(work, template, issuer, data, id, cancel);
        var code = ReceiptNumber.From(RandomNumberGenerator.GetBytes(ReceiptNumber.Bytes));
        data["document"] = DocumentPart.Of(template, version, number, code, issuer.Name, work.Now);
        var entry = await JournalChain.Append(work, StreamOf(id), "DocumentOrdered", by.Actor.UserId, new JsonObject
        {
            ["documentId"] = id,
            ["template"] = key,
            ["templateVersion"] = version,
            ["templateHash"] = template.Hash,
            ["subjectType"] = subjectType,
            ["subjectId"] = subjectId,
            ["instanceId"] = by.InstanceId,
            ["number"] = number,
            ["dataHash"] = Canonical.Hash(data),
        }, cancel);
        var person = place.PersonId is null ? null : await work.Db.People.FindAsync([place.PersonId], cancel);
        var plain = Encoding.UTF8.GetBytes(data.ToJsonString());
        var document = new IssuedDocument
        {
            Id = id,
            Template = key,
            TemplateVersion = version,
            SubjectType = subjectType,
            SubjectId = subjectId,
            PersonId = person?.Id,
            IssuerUnitId = issuer.Id,
            Number = number,
            Code = code,
            OrderHash = entry.Hash,
            OrderedBy = by.Actor.UserId,
            OrderedAt = work.Now,
            InstanceId = by.InstanceId,
            ActivityId = by.ActivityId,
            DataCipher = person is null ? vault.EncryptSystem(plain) : vault.Encrypt(person.WrappedKey, plain),
        };
        await Replace(work, document, cancel);
        work.Db.IssuedDocuments.Add(document);
        work.Db.Outbox.Add(new OutboxItem
        {
            Id = Guid.NewGuid().ToString("N"),
            Kind = OutboxKind,
            IdempotencyKey = OutboxKind + ":" + id,
            Body = JsonSerializer.Serialize(new { documentId = id }),
            CreatedAt = work.Now,
            NextAttemptAt = work.Now,
        });
        work.AfterCommit(signals.Outbox.Wake);
        return document;
    }

    private async Task<JsonObject> Facts(Work work, DocumentTemplate template, string subjectId, JsonObject? submission, CancellationToken cancel)
    {
        var source = facts.FirstOrDefault(one => one.SubjectType == template.Subject) ?? throw new InvalidOperationException($"No papers are made about a {template.Subject}.");
        return await source.Load(work, subjectId, submission, cancel);
    }

    private async Task<SubjectPlace> Place(Work work, string subjectType, string subjectId, CancellationToken cancel)
    {
        var directory = directories.FirstOrDefault(one => one.SubjectType == subjectType);
        return (directory is null ? null : await directory.Locate(work, subjectId, cancel)) ?? throw new InvalidOperationException($"There is no {subjectType} {subjectId}.");
    }

    private static async Task<Unit> IssuerOf(Work work, DocumentTemplate template, SubjectPlace place, CancellationToken cancel)
    {
        var id = template.Issuer switch
        {
            DocumentIssuer.Village => place.VillageId ?? place.TownId,
            DocumentIssuer.District => place.DistrictId,
            _ => place.TownId,
        };
        return (await UnitList.All(work.Db, cancel)).Find(unit => unit.Id == id) ?? throw new InvalidOperationException($"There is no unit {id}.");
    }

    private static async Task<string?> Number(Work work, DocumentTemplate template, Unit issuer, JsonObject data, string id, CancellationToken cancel)
    {
        if (data.Text("documentNumber") is { Length: > 0 } chosen && template.Series is null)
            return await NumberRegister.Enter(work, chosen, id, cancel) ? chosen : throw new DocumentOrderException($"The number {chosen} was given out before.");
        return template.Series is { } series
            ? await NumberRegister.Next(work, ShortName(issuer.Name) + series, ShanghaiTime.DateOf(work.Now).Year, id, cancel)
            : null;
    }

    /// <summary>石桥镇 → 石桥.</summary>
    private static string ShortName(string unit)
    {
        foreach (var ending in (string[])["街道", "社区", "新区", "镇", "村"])
            if (unit.Length > ending.Length + 1 && unit.EndsWith(ending, StringComparison.Ordinal))
                return unit[..^ending.Length];
        return unit;
    }

    /// <summary>The same step gone through again: its earlier paper stays, and says that it counts no more.</summary>
    private static async Task Replace(Work work, IssuedDocument later, CancellationToken cancel)
    {
        foreach (var earlier in await work.Db.IssuedDocuments.Where(row =>
            row.SubjectType == later.SubjectType && row.SubjectId == later.SubjectId && row.Template == later.Template && row.ActivityId == later.ActivityId && row.ReplacedById == null).ToListAsync(cancel))
            earlier.ReplacedById = later.Id;
    }
}

/// <summary>What every paper says of itself.</summary>
public static class DocumentPart
{
    public static JsonObject Of(DocumentTemplate template, int version, string? number, string code, string issuer, DateTimeOffset at) => new()
    {
        ["kind"] = template.Code,
        ["title"] = template.Title.Zh,
        ["template"] = $"{template.Key} v{version}",
        ["number"] = number ?? "",
        ["code"] = code,
        ["issuer"] = issuer,
        ["date"] = PaperText.Date(at),
    };

    /// <summary>Adds what rests on the order's own hash: the link of the QR code, and its picture as rows of 0 and 1.</summary>
    public static JsonObject WithLink(JsonObject data, string publicUrl, string code, string orderHash)
    {
        var filled = (JsonObject)data.DeepClone();
        var link = LinkOf(publicUrl, code, orderHash);
        if (filled["document"] is JsonObject document)
        {
            document["hash"] = orderHash;
            document["link"] = link;
            document["site"] = publicUrl + "/verify";
            document["qr"] = new JsonArray([.. QrCode.Encode(link).Select(row => (JsonNode)row)]);
        }

        return filled;
    }

    public static string LinkOf(string publicUrl, string code, string orderHash) => $"{publicUrl}/verify/{code}/{orderHash}";
}
