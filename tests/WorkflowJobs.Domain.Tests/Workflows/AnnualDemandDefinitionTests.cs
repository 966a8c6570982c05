using WorkflowJobs.Domain.Forms;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Tests.Workflows;

public sealed class AnnualDemandDefinitionTests
{
    private static ProcessWalk AtDraft() => ProcessWalk.Of("annual-demand").When("check-notice", "Ok")
        .Waits("await-demands", "await-window-open", "await-window-close").Start().Reached("await-demands", "Done");

    [Fact]
    public void Path_FromDemandToClosedWindow()
    {
        var walk = AtDraft().Complete("town-draft", "Submit").Complete("town-sign", "Sign").Complete("district-check", "Agree");
        Assert.Equal(["await-window-open"], walk.Open);
        walk.Reached("await-window-open", "Done").Reached("await-window-close", "Done");
        Assert.Equal(WorkflowStatus.Finished, walk.Status);
    }

    [Fact]
    public void Problems_ComeBackToTheDraft()
    {
        Assert.Equal(["town-draft"], AtDraft().When("check-notice", "Problems").Complete("town-draft", "Submit").Open);
    }

    [Theory]
    [InlineData("town-sign", "Sign")]
    [InlineData("district-check", "Agree")]
    public void Return_ComesBackToTheDraft(string from, string agree)
    {
        var walk = AtDraft().Complete("town-draft", "Submit");
        if (from == "district-check")
            walk.Complete("town-sign", "Sign");
        walk.Complete(from, "Return");
        Assert.Equal(["town-draft"], walk.Open);
        walk.Complete("town-draft", "Submit");
        Assert.Equal(["town-sign"], walk.Open);
        Assert.NotEmpty(agree);
    }

    [Fact]
    public void VillageDemand_IsOneTaskThenRecorded()
    {
        Assert.Equal(WorkflowStatus.Finished, ProcessWalk.Of("village-demand").Start().Complete("village-demand", "Submit").Status);
    }

    [Fact]
    public void Forms_AreAllReadable()
    {
        var files = Directory.GetFiles(Path.Combine(ProcessWalk.Folder(), "forms"), "*.json");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var form = FormDocument.Read(File.ReadAllText(file));
            Assert.True(!form.IsRefused, Path.GetFileName(file) + ": " + string.Join("; ", form.Refusal?.Errors.Select(e => e.Field + " " + e.Code) ?? []));
            Assert.Equal(Path.GetFileNameWithoutExtension(file), form.Value!.Key);
        }
    }
}
