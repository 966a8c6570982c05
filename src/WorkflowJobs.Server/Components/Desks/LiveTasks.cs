using WorkflowJobs.Domain.Runtime;
using WorkflowJobs.Server.Components.Officer;

namespace WorkflowJobs.Server.Components.Desks;

internal sealed class LiveTasks(RuntimeSignals signals) : ILiveTasks
{
    public IDisposable Follow(Action changed) => new Following(signals, _ => changed());

    private sealed class Following : IDisposable
    {
        private readonly RuntimeSignals signals;
        private readonly Action<string> heard;

        public Following(RuntimeSignals signals, Action<string> heard)
        {
            (this.signals, this.heard) = (signals, heard);
            signals.TasksChanged += heard;
        }

        public void Dispose() => signals.TasksChanged -= heard;
    }
}
