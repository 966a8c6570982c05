using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Hosting;

namespace WorkflowJobs.Server.Tests.Http;

/// <summary>Every action of every page is an operation under /api, and each operation is described.</summary>
public sealed class OperationsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    /// <summary>
    /// What pages call, method by method, and the operations that do or read the same. A page that gets a new action has a new method here,
    /// and the test fails until it is an operation too.
    /// </summary>
    private const string Table = """
        ITaskDesk.Inbox                    listUserTasks countUserTasks
        ITaskDesk.Group                    listUserTasks
        ITaskDesk.DoneByMe                 listDoneTasks
        ITaskDesk.Open                     getUserTask getTaskHistory listTaskEvents listTaskColleagues listTaskAttachments getTaskPicture getApplication
        ITaskDesk.Form                     getUserTask
        ITaskDesk.Do                       claimTask releaseTask recallTask urgeTask
        ITaskDesk.SaveDraft                saveTaskDraft
        ITaskDesk.Complete                 completeTask
        ITaskDesk.Return                   returnTask
        ITaskDesk.Transfer                 transferTask
        ITaskDesk.CheckGroup               previewGroup
        ITaskDesk.StartGroup               startGroup
        ITaskDesk.GroupJob                 getGroup
        ICaseDesk.Search                   searchApplications
        ICaseDesk.Case                     getApplication getApplicationPicture
        ICaseDesk.Reveal                   revealField
        ICaseDesk.Rounds                   listNoticeLines listRounds
        ICaseDesk.Round                    getRound getRoundPicture getRanking
        IApplyDesk.OpenNotices             listNotices
        IApplyDesk.Begin                   getApplicationForm
        IApplyDesk.Save                    beginApplication saveApplicationDraft
        IApplyDesk.Submit                  submitApplication submitAssistedApplication getReceipt
        IApplyDesk.Mine                    listMyApplications getApplication
        IApplyDesk.Withdraw                withdrawApplication
        IApplyDesk.MyNotices               listMyPersonNotices
        IApplyDesk.Acknowledge             acknowledgePersonNotice
        IApplyDesk.Invite                  issueInvitationForApplication
        IPublicDesk.Notices                listPublicNotices
        IPublicDesk.Notice                 getPublicNotice
        IPublicDesk.Lists                  listPublicLists
        IPublicDesk.List                   getPublicList
        IPublicDesk.Progress               getProgressByReceipt
        IInvitations.Accept                registerAccount
        IFileMarks.OriginalSeen            markOriginalSeen
        IFormFiles.Store                   uploadAttachment
        IFormFiles.Describe                getAttachment downloadAttachment
        IDefinitionDesk.Import             importDefinition
        IDefinitionDesk.Publish            publishDefinitionVersion
        IDefinitionDesk.Retract            retractDefinition
        IDefinitionDesk.RollBack           revertDefinition
        IDefinitionDesk.Latest             listDefinitions
        IDefinitionDesk.Version            getDefinitionVersion exportDefinitionVersion
        IDemoConsole.Accounts              listDemoAccounts demoSignIn
        IDemoConsole.SetClock              setDemoClock getDemoClock
        IUnitNames.Names                   listUnits
        AccountCommands.Create             createUser
        AccountCommands.GiveRole           giveRole
        AccountCommands.EndRole            endRole
        AccountCommands.SetActive          disableUser enableUser
        AccountCommands.ResetPassword      resetPassword
        AccountCommands.ChangePassword     changeOwnPassword
        AccountQueries.List                listUsers
        UnitCommands.Create                createUnit
        UnitCommands.Update                updateUnit
        UnitQueries.All                    listUnits
        ParameterQueries.All               listParameters
        SetParameter.Run                   setParameter
        CalendarQueries.Years              listCalendars
        CalendarQueries.Load               listCalendars
        ImportCalendar.Run                 importCalendar
        PlanQueries.Get                    getPlan
        PlanProgressQueries.Of             getPlanProgress
        PublicityQueries.Lists             listPublicityLists
        PublicityQueries.PublicLists       listPublicLists
        PublicityQueries.PublicList        getPublicList
        ReviseAllocation.FromSheet         importAllocation
        PublicityQueries.Objections        listObjections
        RecordInterruption.Execute         recordInterruption
        RestartPublicity.Execute           restartPublicity
        FileObjection.Execute              fileObjection filePublicObjection
        ReportQueries.Figures              getReport
        ReportQueries.Rows                 listReportRows
        ReportQueries.Export               exportReport
        DashboardQueries.Get               getDashboard exportDashboard
        DashboardQueries.Rows              listDashboardRows
        StageTimeQueries.Of                getStageTimes
        PolicyLists.List                   listInsured
        PolicyLists.Export                 exportInsured
        PolicyLists.Import                 importPolicies
        SocialInsurance.List               listSocialInsurance
        SocialInsurance.Import             importSocialInsurance
        AllocationFiles.Import             importAllocation
        AllocationFiles.Export             exportAllocation
        SubsidyQueries.List                listSubsidyBatches
        SubsidyQueries.Get                 getSubsidyBatch
        SubsidyQueries.Lines               listSubsidyLines
        SubsidyQueries.Mine                getMyPay
        OpenSubsidyBatches.Run             openSubsidyBatches
        SetLineFigures.Run                 setSubsidyFigures
        RecordAccount.Run                  recordPayAccount
        ContestDeduction.Run               contestDeduction
        BankReturns.Import                 importBankReturn
        LedgerQueries.OfPlacement          getPlacementLedger
        LedgerQueries.OfBatch              getBatchLedger
        BeginClawback.Run                  beginClawback
        ClawbackQueries.List               listClawbacks
        ClawbackQueries.Get                getClawback
        InstanceQueries.List               listInstances
        InstanceQueries.Get                getInstance getInstancePicture
        InstanceQueries.Definitions        listDefinitions
        RunQueries.Head                    getInstance
        RunQueries.Get                     getInstance getInstanceHistory
        VerifyJournal.Run                  verifyJournal
        DocumentQueries.Of                 listDocuments
        DocumentQueries.Fetch              downloadDocument
        DocumentQueries.FetchPublic        downloadPublicDocument
        DocumentQueries.Public             listPublicDocuments
        OrderDocument.Run                  orderDocument
        VerifyDocument.Run                 verifyDocument
        DocumentTemplateQueries.List       listDocumentTemplates
        DocumentTemplateQueries.Choices    listDocumentTemplates
        DocumentTemplateQueries.Get        getDocumentTemplate
        DocumentTemplateQueries.Preview    previewDocumentTemplate
        PublishTemplate.Run                publishDocumentTemplate
        ExitQueries.List                   listExits
        ExitQueries.Get                    getExit
        ReportExit.Run                     reportExit
        FollowUpQueries.List               listFollowUps
        FollowUpQueries.Export             exportFollowUps
        DelegationQueries.List             listDelegations
        DelegationQueries.InForce          listDelegationsInForce
        DelegationQueries.Choices          listDelegationChoices
        DelegationCommands.Delegate        delegate
        DelegationCommands.End             endDelegation
        RosterQueries.List                 listPlacements
        RosterQueries.Mine                 listMyPlacements
        RosterQueries.Counts               countPlacements
        PlacementQueries.Get               getPlacement
        AttendanceQueries.List             listAttendanceSheets
        AttendanceQueries.Get              getAttendanceSheet
        BeginPlacementProcess.Run          beginPlacementProcess
        ImportAttendance.Run               importAttendance
        RecordAttendance.Run               recordAttendance
        CorrectAttendance.Run              correctAttendance
        SupervisionQueries.Inspections     listInspections
        SupervisionQueries.Inspection      getInspection
        SupervisionQueries.Rectifications  listRectifications
        ClueQueries.Clues                  listClues
        ClueQueries.TipOffs                listTipOffs
        ClueQueries.Progress               getTipOffProgress
        FileTipOff.Execute                 filePublicTipOff fileTipOff
        BarAccount.Run                     barAccount
        LiftAccountBar.Run                 liftAccountBar
        BarredAccountQueries.List          listBarredAccounts
        SigningQueries.Of                  getSigning
        RequestSigning.Run                 requestSigning
        WithdrawSigning.Run                withdrawSigning
        AssessmentQueries.Counts           countAssessments
        AssessmentQueries.List             listAssessments
        LiftBar.Run                        liftBar
        OfficerQueries.Officers            listOfficers
        OfficerQueries.Export              exportOfficerDecisions
        JournalQueries.Streams             listJournalStreams
        JournalQueries.Export              exportJournal
        DataRequestQueries.Copy            downloadDataCopy
        OfficerQueries.Decisions           listOfficerDecisions
        JournalQueries.Entries             listJournalEntries
        RetentionQueries.Due               listRetentionDue
        DataRequestQueries.List            listDataRequests
        BeginDataRequest.Run               beginDataRequest
        StartAnnualDemand.Run              beginNotice
        BeginCorrection.Run                beginCorrection
        ReviseAllocation.Run               reviseAllocation
        FailureQueries.List                listFailures
        RetryFailure.Run                   retryFailure
        InstanceCommands.Cancel            cancelInstance
        InstanceCommands.Retry             retryActivity
        InstanceCommands.RequestSkip       requestSkip
        InstanceCommands.DecideSkip        approveSkip declineSkip
        InstanceCommands.WithdrawSkip      withdrawSkip
        InstanceCommands.Suspend           suspendInstance
        InstanceCommands.Resume            resumeInstance
        InstanceCommands.Reassign          reassignTask
        StuckQueries.Tasks                 listStuckTasks
        StuckQueries.Skips                 listSkipRequests
        InstanceCommands.Move              moveInstance
        InstanceCommands.UndoMove          undoMove
        MoveQueries.Preview                previewMoves
        CompareVersions.Run                compareDefinitionVersions
        DryRun.Run                         dryRunDefinitionVersion
        RevealQueries.List                 listReveals
        ComparisonQueries.Lists            listComparisonLists getComparisonTemplate
        ComparisonQueries.Hits             listComparisonHits
        ComparisonQueries.Overrides        listExclusionOverrides
        ImportComparisonList.Run           importComparisonList
        ReviewHit.Run                      reviewComparisonHit
        ImportProvincial.Run               importProvincialRoster
        OpeningQueries.List                listOpenings getOpeningTemplate
        ProposeOpening.Preview             previewOpening
        ProposeOpening.Run                 proposeOpening
        CorrespondenceQueries.Mine         listMyPersonNotices
        CorrespondenceQueries.Bell         getBell
        ReadBell.Run                       readBell
        RegisterPerson.Run                 registerPerson
        Invitations.Issue                  issueInvitation
        Invitations.IssueFor               issueInvitationForApplication
        Invitations.Redeem                 registerAccount
        """;

    // Of whom and in which words: no action.
    private static readonly string[] NoActions = ["IJSRuntime", "IServiceProvider", "ISnackbar", "CurrentActor", "Texts", "TimeProvider", "NavigationManager", "AuthenticationStateProvider", "IDialogService"];

    [Fact]
    public async Task Pages_EachOfTheirActions_IsAnOperation()
    {
        var operations = (await Described()).Select(operation => Api.Text(operation.Body, "operationId")).ToHashSet();
        var table = Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToDictionary(words => words[0], words => words[1..]);

        var called = Called().ToList();

        Assert.Contains("ITaskDesk.Complete", called);
        Assert.Equal([], called.Except(table.Keys));
        Assert.Equal([], table.SelectMany(row => row.Value).Except(operations));
    }

    [Fact]
    public async Task Operations_EachOfThem_HasANameASummaryAndItsRefusals()
    {
        var operations = await Described();

        var wanting = operations.Where(operation =>
            Api.Text(operation.Body, "operationId").Length == 0 || Api.Text(operation.Body, "summary").Length < 2
            || !new[] { "400", "401", "404", "409", "422" }.All(status => operation.Body["responses"]?[status]?["content"]?["application/problem+json"] is not null)).Select(operation => operation.Address);
        Assert.Empty(wanting);
        Assert.Empty(operations.GroupBy(operation => Api.Text(operation.Body, "operationId")).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.InRange(operations.Count, 90, 300);
    }

    [Fact]
    public async Task Operations_ThatAnswerJson_SayWithWhat()
    {
        var silent = (await Described()).Where(operation => operation.Body["responses"]?["200"]?["content"] is not null
            && operation.Body["responses"]!["200"]!["content"]!["application/json"]?["schema"] is null).Select(operation => operation.Address);
        Assert.Empty(silent);
        var search = (await Described()).Single(operation => Api.Text(operation.Body, "operationId") == "searchApplications");
        Assert.NotNull(search.Body["responses"]!["200"]!["content"]!["application/json"]!["schema"]);
    }

    [Fact]
    public void Pages_NoneOfThem_TouchesTheDatabaseItself()
    {
        Type[] doors = [typeof(IReader), typeof(IWriter), typeof(AppDb)];
        var own = typeof(ServerHost).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith("WorkflowJobs.Server.Components", StringComparison.Ordinal) == true)
            .Where(type => type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Any(parameter => doors.Contains(parameter.ParameterType))
                || type.GetProperties(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Any(property => doors.Contains(property.PropertyType)));
        Assert.Empty(own.Select(type => type.Name));
    }

    private async Task<List<(string Address, JsonNode Body)>> Described()
    {
        var document = await fixture.Server.Anonymous.Get("/openapi/v1.json");
        return [.. from path in document["paths"]!.AsObject() where path.Key.StartsWith("/api/", StringComparison.Ordinal) from verb in path.Value!.AsObject() select ($"{verb.Key} {path.Key}", verb.Value!)];
    }

    /// <summary>The public methods of everything that the components have injected.</summary>
    private static IEnumerable<string> Called() =>
        from type in typeof(ServerHost).Assembly.GetTypes().Where(typeof(ComponentBase).IsAssignableFrom)
            .SelectMany(component => component.GetProperties(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(property => property.GetCustomAttribute<InjectAttribute>() is not null).Select(property => property.PropertyType).Distinct()
        where type.Namespace?.StartsWith("WorkflowJobs.", StringComparison.Ordinal) == true && !NoActions.Contains(type.Name)
        from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where typeof(Task).IsAssignableFrom(method.ReturnType)
        select $"{type.Name}.{method.Name}";
}
