namespace WorkflowJobs.Engine.Tests.Vectors;

/// <summary>
/// What our own rules give where we differ from the recordings on purpose (<c>exclusions.md</c>), one line per step:
/// status, open bookmarks, journal, printed lines, incidents, children.
/// </summary>
internal static class OwnResults
{
    /// <summary>69 is followed, but for its child's output, which shows the defect of 75: there the input is lost.</summary>
    public static string WithInputKept(string id, string recorded) =>
        id.StartsWith("69-", StringComparison.Ordinal) ? recorded.Replace("child:null", "child:hi", StringComparison.Ordinal) : recorded;

    public static readonly Dictionary<string, string[]> ByVector = new()
    {
        ["39-fork-structured-waitall"] =
        [
            "Running/Suspended open[a b] Workflow1:Started seq:Started fork:Started a:Started a:Suspended b:Started b:Suspended",
            "Running/Suspended open[a] b:Resumed b:Completed",
            "Finished/Finished open[] a:Resumed a:Completed fork:Completed after:Started after:Completed seq:Completed Workflow1:Completed printed[after]",
        ],
        ["42-end-in-nested-flowchart"] =
        [
            "Running/Suspended open[a b] Workflow1:Started flow:Started start:Started start:Completed inner:Started s2:Started s2:Completed a:Started a:Suspended b:Started b:Suspended",
            "Running/Suspended open[after] b:Resumed b:Completed end:Started end:Completed a:Canceled inner:Completed after:Started after:Suspended",
            "Running/Suspended open[after] ",
            "Finished/Finished open[] after:Resumed after:Completed flow:Completed Workflow1:Completed",
        ],
        ["44-complete-outcomes-nested"] =
        [
            "Finished/Finished open[] Workflow1:Started flow:Started start:Started start:Completed inner:Started s2:Started s2:Completed complete:Started complete:Completed inner:Completed onYes:Started onYes:Completed flow:Completed Workflow1:Completed printed[onYes]",
        ],
        ["45-cancel-workflow"] =
        [
            "Running/Suspended open[a b] Workflow1:Started flow:Started start:Started start:Completed a:Started a:Suspended b:Started b:Suspended",
            "Finished/Cancelled open[] a:Canceled b:Canceled flow:Canceled Workflow1:Canceled",
            "Finished/Cancelled open[] ",
        ],
        ["47-fault-parallel-faultstrategy"] =
        [
            "Finished/Faulted open[] Workflow1:Started flow:Started start:Started start:Completed a:Started a:Suspended bad:Started bad:Faulted incidents[bad]",
            "Finished/Faulted open[]  incidents[bad]",
        ],
        ["68-executeworkflow-blocking-child"] =
        [
            "Running/Suspended open[exec] Workflow1:Started flow:Started start:Started start:Completed exec:Started exec:Suspended child[Running {}]",
            "Finished/Finished open[] exec:Resumed exec:Completed w:Started w:Completed flow:Completed Workflow1:Completed printed[{\"WorkflowDefinitionVersionId\":null,\"WorkflowInstanceId\":\"<instance-id>\",\"CorrelationId\":null,\"Status\":\"Finished\",\"SubStatus\":\"Finished\",\"Output\":{\"R\":\"child:hi\"}}] child[Finished {\"R\":\"child:hi\"}]",
        ],
        ["75-input-after-suspend"] =
        [
            "Running/Suspended open[e] Workflow1:Started seq:Started w1:Started w1:Completed e:Started e:Suspended printed[hello|hello|undefined]",
            "Finished/Finished open[] e:Resumed e:Completed w2:Started w2:Completed seq:Completed Workflow1:Completed printed[hello|hello|undefined]",
        ],
        ["81-rework-loop-in-parallel-branch"] =
        [
            "Running/Suspended open[a b] Workflow1:Started flow:Started start:Started start:Completed a:Started a:Suspended b:Started b:Suspended",
            "Running/Suspended open[a] b:Resumed b:Completed",
            "Running/Suspended open[a] a:Resumed a:Completed d:Started d:Completed a:Started a:Suspended",
            "Finished/Finished open[] a:Resumed a:Completed d:Started d:Completed merge:Started merge:Completed after:Started after:Completed flow:Completed Workflow1:Completed printed[merge|after]",
        ],
        ["85-waitany-cancels-nested-sequence"] =
        [
            "Running/Suspended open[a e] Workflow1:Started flow:Started start:Started start:Completed a:Started a:Suspended nested:Started n1:Started n1:Completed e:Started e:Suspended printed[n1]",
            "Running/Suspended open[after] a:Resumed a:Completed e:Canceled nested:Canceled join:Started join:Completed after:Started after:Suspended",
            "Running/Suspended open[after] ",
            "Finished/Finished open[] after:Resumed after:Completed flow:Completed Workflow1:Completed",
        ],
        ["88-switch-structured-blocking"] =
        [
            "Running/Suspended open[e] Workflow1:Started seq:Started sw:Started e:Started e:Suspended",
            "Finished/Finished open[] e:Resumed e:Completed sw:Completed after:Started after:Completed seq:Completed Workflow1:Completed printed[after]",
        ],
        ["95-set-variable-conversion"] =
        [
            "Finished/Faulted open[] Workflow1:Started seq:Started s1:Started s1:Completed s2:Started s2:Completed w1:Started w1:Completed s3:Started s3:Faulted printed[number 12 string 1.5] incidents[s3]",
        ],
    };
}
