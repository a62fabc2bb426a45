namespace Ledger.Departments.Records;

/// <summary>Allots record numbers, each once for ever: a block of them is made durable at a time, and what is left of it at a stop is a gap.</summary>
/// <param name="bound">Largest number that may have been allotted.</param>
/// <param name="keep">Makes a new bound durable.</param>
internal sealed class NumberAllotment(long bound, Func<long, CancellationToken, Task> keep) : IDisposable
{
    private const long BlockSize = 4096;

    private readonly SemaphoreSlim _allotting = new(1, 1);
    private readonly Lock _numbers = new();
    private long _next = bound + 1;
    private long _bound = bound;

    /// <summary>Largest number that may have been allotted.</summary>
    public long Bound
    {
        get
        {
            lock (_numbers)
            {
                return _bound;
            }
        }
    }

    /// <summary>The next number.</summary>
    public async ValueTask<long> TakeAsync(CancellationToken ct)
    {
        while (true)
        {
            lock (_numbers)
            {
                if (_next <= _bound)
                {
                    return _next++;
                }
            }

            await _allotting.WaitAsync(ct).ConfigureAwait(false);
            try
            {
                long wanted;
                lock (_numbers)
                {
                    if (_next <= _bound)
                    {
                        continue;
                    }

                    wanted = _next - 1 + BlockSize;
                }

                await keep(wanted, ct).ConfigureAwait(false);
                lock (_numbers)
                {
                    _bound = Math.Max(_bound, wanted);
                }
            }
            finally
            {
                _allotting.Release();
            }
        }
    }

    /// <summary>Makes sure that no number up to this one is allotted any more.</summary>
    public async Task SkipAsync(long number, CancellationToken ct)
    {
        await _allotting.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            lock (_numbers)
            {
                if (number < _next)
                {
                    return;
                }
            }

            await keep(Math.Max(number, Bound), ct).ConfigureAwait(false);
            lock (_numbers)
            {
                _bound = Math.Max(_bound, number);
                _next = Math.Max(_next, number + 1);
            }
        }
        finally
        {
            _allotting.Release();
        }
    }

    public void Dispose() => _allotting.Dispose();
}
