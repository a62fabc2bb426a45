using System.Globalization;
using System.Text;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>A chaincode whose functions each show one thing; a test may add more.</summary>
internal sealed class TestChaincode : ChaincodeContract
{
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int inside;

    public TestChaincode()
    {
        Add("echo", (stub, _) => Ok(string.Join(',', stub.Parameters.Select(Text))));
        Add("get", async (stub, ct) => Ok(await stub.GetStateAsync(Text(stub.Parameters[0]), ct)));
        Add("put", PutAsync);
        Add("wait", WaitAsync);
    }

    /// <summary>Most transactions that were in "wait" at a time.</summary>
    public int MostInside { get; private set; }

    /// <summary>Transactions that have come to "wait".</summary>
    public SemaphoreSlim Came { get; } = new(0);

    /// <summary>Transactions whose token was cancelled in "wait".</summary>
    public SemaphoreSlim Cancelled { get; } = new(0);

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    public static Task<ChaincodeResponse> Ok(string text) => Task.FromResult(ChaincodeResponse.Ok(Encoding.UTF8.GetBytes(text)));

    public static ChaincodeResponse Ok(byte[]? bytes) => ChaincodeResponse.Ok(bytes);

    public TestChaincode With(string name, ChaincodeFunction function)
    {
        Add(name, function);
        return this;
    }

    public TestChaincode With(string name, Func<IChaincodeStub, Task<string>> function) =>
        With(name, async (stub, _) => ChaincodeResponse.Ok(Encoding.UTF8.GetBytes(await function(stub))));

    /// <summary>Lets those in "wait" go on.</summary>
    public void Open() => gate.TrySetResult();

    private static async Task<ChaincodeResponse> PutAsync(IChaincodeStub stub, CancellationToken ct)
    {
        var size = int.Parse(Text(stub.Parameters[1]), CultureInfo.InvariantCulture);
        await stub.PutStateAsync(Text(stub.Parameters[0]), new byte[size], ct);
        return ChaincodeResponse.Ok();
    }

    private async Task<ChaincodeResponse> WaitAsync(IChaincodeStub stub, CancellationToken ct)
    {
        lock (gate)
        {
            MostInside = Math.Max(MostInside, ++inside);
        }

        Came.Release();
        try
        {
            await gate.Task.WaitAsync(ct);
            return ChaincodeResponse.Ok();
        }
        catch (OperationCanceledException)
        {
            Cancelled.Release();
            throw;
        }
        finally
        {
            lock (gate)
            {
                inside--;
            }
        }
    }
}
