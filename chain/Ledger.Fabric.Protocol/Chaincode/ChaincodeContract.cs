namespace Ledger.Fabric.Protocol;

/// <summary>A chaincode as a table of functions, named by the first argument. The table is fixed once it is made.</summary>
/// <example>
/// <code>
/// sealed class Counter : ChaincodeContract
/// {
///     public Counter() => Add("read", ReadAsync);
///
///     private static async Task&lt;ChaincodeResponse&gt; ReadAsync(IChaincodeStub stub, CancellationToken ct) =>
///         ChaincodeResponse.Ok(await stub.GetStateAsync("counter", ct));
/// }
/// </code>
/// </example>
public abstract class ChaincodeContract : IChaincode
{
    /// <summary>Status of the answer to an unknown function.</summary>
    public const int UnknownFunctionStatus = 404;

    private readonly SortedDictionary<string, ChaincodeFunction> functions = new(StringComparer.Ordinal);

    /// <summary>The functions' names, sorted.</summary>
    public IReadOnlyCollection<string> Functions => functions.Keys;

    /// <inheritdoc/>
    public Task<ChaincodeResponse> InvokeAsync(IChaincodeStub stub, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(stub);
        return functions.TryGetValue(stub.Function, out var function) ? function(stub, ct) : Task.FromResult(Unknown(stub));
    }

    /// <summary>Adds a function; in the constructor only, for transactions read the table without locks.</summary>
    /// <param name="name">Its name, not empty.</param>
    /// <param name="function">What it does.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    protected void Add(string name, ChaincodeFunction function)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(function);
        functions.Add(name, function);
    }

    private ChaincodeResponse Unknown(IChaincodeStub stub)
    {
        // Never echoed at any length: it is whatever bytes a client sent.
        const int longest = 64;
        var name = stub.Function.Length <= longest ? stub.Function : stub.Function[..longest] + "…";
        var known = $"This chaincode has: {string.Join(", ", functions.Keys)}.";
        return ChaincodeResponse.Error(
            UnknownFunctionStatus,
            stub.Arguments.Count == 0 ? $"The call names no function. {known}" : $"There is no function '{name}'. {known}");
    }
}
