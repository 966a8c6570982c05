using System.Buffers.Binary;
using System.Security.Cryptography;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Ranking;

/// <summary>Works out the list from the form and keeps every value used. The draw's seed is made once, so ranking again is no second draw.</summary>
public sealed class RankApplicants(Submissions submissions, ParameterStore parameters) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Record(nameof(RankApplicants), CallCategories.Round, "计算名次", "Rank the applicants");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var round = await work.Round(context.Instance.SubjectId, cancel);
        var form = RankingForm.Read((await submissions.Read(context, cancel)).Data);
        var set = await parameters.At(work.Db, work.Now, cancel);
        var eligible = await RankingPool.Eligible(work, round.Id, cancel);
        var candidates = eligible.Select(a => RankingPool.CandidateOf(a, form.ScoreEnabled ? Total(form.SheetOf(a.Id), set) : null)).ToList();
        round.DrawSeed ??= BinaryPrimitives.ReadInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(long)));
        var ranked = RankingRules.Rank(candidates, await RankingPool.Free(work, round, cancel), form.Mode, form.ScoreEnabled, round.DrawSeed.Value);
        if (ranked.IsRefused)
            return new CallAnswer.Fault(ranked.Refusal!.MessageZh);

        round.RankMode = ranked.Value!.ModeCode;
        round.ScoreEnabled = form.ScoreEnabled;
        round.Revision++;
        foreach (var place in ranked.Value.Places)
        {
            var application = eligible.Find(a => a.Id == place.Candidate.Key)!;
            application.Rank = place.Position;
            application.Score = place.Candidate.Score;
            application.RankValues = (RankValues.Of(ranked.Value, place) with { Sheet = form.ScoreEnabled ? form.SheetOf(application.Id) : null }).ToJson();
            application.Revision++;
        }

        return new CallAnswer.Done();
    }

    // Missing or out of range was refused by the form's check; a person who passed meanwhile has no score yet and gets none.
    private static int? Total(ScoreSheet? sheet, ParameterSet set) => sheet?.Total(set) is { IsRefused: false, Value: var total } ? total : 0;
}
