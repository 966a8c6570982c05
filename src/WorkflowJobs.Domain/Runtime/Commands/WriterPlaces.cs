namespace WorkflowJobs.Domain.Runtime.Commands;

/// <summary>
/// Places for the transactions that may write at one time. Serializable transactions that overlap undo each other, so more of them at once
/// commit less; and one that lost again and again takes all the places, so that none of this process can undo it.
/// </summary>
internal sealed class WriterPlaces(int count) : IDisposable
{
    private readonly SemaphoreSlim places = new(count, count);

    // Two who both wanted every place would each wait for the half that the other holds.
    private readonly SemaphoreSlim takingAll = new(1, 1);

    /// <summary>Waits for a place; it is given back when disposed.</summary>
    public async Task<IDisposable> One(CancellationToken cancel)
    {
        await places.WaitAsync(cancel);
        return new Held(this, 1);
    }

    /// <summary>Waits until nobody else holds a place, and holds them all until disposed.</summary>
    public async Task<IDisposable> All(CancellationToken cancel)
    {
        await takingAll.WaitAsync(cancel);
        var taken = 0;
        try
        {
            for (; taken < count; taken++)
                await places.WaitAsync(cancel);
            return new Held(this, count);
        }
        catch
        {
            if (taken > 0)
                places.Release(taken);
            throw;
        }
        finally
        {
            takingAll.Release();
        }
    }

    public void Dispose()
    {
        places.Dispose();
        takingAll.Dispose();
    }

    private sealed class Held(WriterPlaces of, int taken) : IDisposable
    {
        private int given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref given, 1) == 0)
                of.places.Release(taken);
        }
    }
}
