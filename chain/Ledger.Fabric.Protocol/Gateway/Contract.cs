namespace Ledger.Fabric.Protocol;

/// <summary>
/// A chaincode, or one contract within it. <see cref="SubmitAsync(string, ProposalOptions, CancellationToken)"/> and
/// <see cref="EvaluateAsync(string, ProposalOptions, CancellationToken)"/> are the short forms of what starts with
/// <see cref="NewProposal"/>.
/// </summary>
public sealed class Contract
{
    private readonly GatewaySession session;

    internal Contract(GatewaySession session, string channelName, string chaincodeName, string? contractName)
    {
        this.session = session;
        ChannelName = channelName;
        ChaincodeName = chaincodeName;
        ContractName = contractName;
    }

    /// <summary>The channel.</summary>
    public string ChannelName { get; }

    /// <summary>The chaincode's name on the channel.</summary>
    public string ChaincodeName { get; }

    /// <summary>The contract within the chaincode; null for the default one.</summary>
    public string? ContractName { get; }

    /// <summary>Runs a function on one peer and returns its answer; nothing is recorded.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="arguments">Sent as UTF-8.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="GatewayException">The chaincode or a node refused, or the limit passed.</exception>
    public Task<byte[]> EvaluateAsync(string function, IEnumerable<string> arguments, CancellationToken ct = default) =>
        EvaluateAsync(function, ProposalOptions.WithArguments(arguments), ct);

    /// <inheritdoc cref="EvaluateAsync(string, IEnumerable{string}, CancellationToken)"/>
    /// <param name="options">Arguments, transient data, organisations.</param>
    public Task<byte[]> EvaluateAsync(string function, ProposalOptions? options = null, CancellationToken ct = default) =>
        NewProposal(function, options).EvaluateAsync(ct: ct);

    /// <summary>Records a transaction: endorsed, ordered, and committed as valid when this returns.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="arguments">Sent as UTF-8.</param>
    /// <param name="ct">Gives up waiting; once handed to ordering the transaction may be committed all the same.</param>
    /// <returns>What the function returned.</returns>
    /// <exception cref="EndorseException">Endorsement failed: nothing is recorded.</exception>
    /// <exception cref="SubmitException">Ordering did not take it; it may have arrived all the same.</exception>
    /// <exception cref="CommitStatusException">Its fate is not known.</exception>
    /// <exception cref="CommitException">It is in a block and marked invalid: nothing changed.</exception>
    public Task<byte[]> SubmitAsync(string function, IEnumerable<string> arguments, CancellationToken ct = default) =>
        SubmitAsync(function, ProposalOptions.WithArguments(arguments), ct);

    /// <inheritdoc cref="SubmitAsync(string, IEnumerable{string}, CancellationToken)"/>
    /// <param name="options">Arguments, transient data, organisations.</param>
    public async Task<byte[]> SubmitAsync(string function, ProposalOptions? options = null, CancellationToken ct = default)
    {
        var transaction = await NewProposal(function, options).EndorseAsync(ct: ct);
        var commit = await transaction.SubmitAsync(ct: ct);
        var status = await commit.StatusAsync(ct: ct);
        status.ThrowIfInvalid();
        return transaction.Result.ToArray();
    }

    /// <summary>Prepares a proposal: fresh nonce, transaction id and time; nothing is sent.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="options">Arguments, transient data, organisations.</param>
    public Proposal NewProposal(string function, ProposalOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(function);
        return Proposal.New(session, ChannelName, ChaincodeName, ContractName is null ? function : $"{ContractName}:{function}", options ?? new());
    }
}
