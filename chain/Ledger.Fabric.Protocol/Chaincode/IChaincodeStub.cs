using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// One transaction as its chaincode sees it: what was asked, and the channel's state behind the peer that asked.
/// </summary>
/// <remarks>
/// <para><b>Reads give the committed state.</b> A key that this very transaction wrote or deleted still reads as it stood
/// before the transaction; ranges and queries likewise. Who must see own writes keeps them itself.</para>
/// <para>The peer answers one request of a transaction at a time: await each call before making the next. A second one
/// meanwhile throws <see cref="InvalidOperationException"/>. Every read is a round trip to the peer, unless
/// <see cref="GetStatesAsync"/> joins them; writes are gathered and sent together when the peer offers it (since 3.1).</para>
/// <para>All calls throw <see cref="ChaincodePeerException"/> when the peer answers with an error,
/// <see cref="ChaincodeStreamClosedException"/> when it hung up, and <see cref="ArgumentException"/> for a key that is
/// empty or no Unicode.</para>
/// </remarks>
public interface IChaincodeStub
{
    /// <summary>The channel.</summary>
    string ChannelId { get; }

    /// <summary>The transaction: hex SHA-256 of the creator's nonce and identity.</summary>
    string TransactionId { get; }

    /// <summary>Called to initialise the chaincode (lifecycle option <c>--init-required</c>). Private data is out of reach then.</summary>
    bool IsInit { get; }

    /// <summary>The first argument as text; empty without arguments. By convention it names the function.</summary>
    string Function { get; }

    /// <summary>The arguments behind the first.</summary>
    IReadOnlyList<ReadOnlyMemory<byte>> Parameters { get; }

    /// <summary>All arguments, the function's name among them. They become part of the transaction, for all to read.</summary>
    IReadOnlyList<ReadOnlyMemory<byte>> Arguments { get; }

    /// <summary>What the peer's own decorators added to the input; mostly empty.</summary>
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Decorations { get; }

    /// <summary>Time in the proposal's header: the client's clock, the same at every endorser.</summary>
    /// <exception cref="InvalidDataException">The peer sent no proposal, or one that cannot be read.</exception>
    DateTimeOffset Timestamp { get; }

    /// <summary>
    /// Name of the chaincode that the client called: this one's own, or that of another which has called this one. The peer runs
    /// a client's call by this name.
    /// </summary>
    /// <exception cref="InvalidDataException">The peer sent no proposal, or one that cannot be read.</exception>
    string ProposedChaincode { get; }

    /// <summary>Who proposed the transaction: a serialised identity (MSP id and certificate).</summary>
    /// <exception cref="InvalidDataException">The peer sent no proposal, or one that cannot be read.</exception>
    ReadOnlyMemory<byte> Creator { get; }

    /// <summary>Arguments that stay out of the transaction: what private data arrives in.</summary>
    /// <exception cref="InvalidDataException">The peer sent no proposal, or one that cannot be read.</exception>
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Transient { get; }

    /// <summary>SHA-256 of nonce, creator and epoch (8 bytes, little-endian): ties something to this proposal.</summary>
    /// <exception cref="InvalidDataException">The peer sent no proposal, or one that cannot be read.</exception>
    ReadOnlyMemory<byte> Binding { get; }

    /// <summary>The proposal as the client signed it; null when the peer sent none.</summary>
    SignedProposal? SignedProposal { get; }

    /// <summary>Whether <see cref="GetStatesAsync"/> takes one round trip for many keys: the peer offers it since 3.1.</summary>
    bool ReadsManyAtOnce { get; }

    /// <summary>Reads a key's committed value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The value, never empty; null when the key is absent.</returns>
    Task<byte[]?> GetStateAsync(string key, CancellationToken ct = default);

    /// <summary>Reads several keys, in as few round trips as the peer allows. Each becomes part of the transaction's read set.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>One value a key, in order; null for an absent one.</returns>
    Task<IReadOnlyList<byte[]?>> GetStatesAsync(IReadOnlyList<string> keys, CancellationToken ct = default);

    /// <summary>Writes a key.</summary>
    /// <param name="key">The key; one starting with U+0000 is a composite key, made by <see cref="CompositeKey"/>.</param>
    /// <param name="value">The value; not empty, for Fabric takes an empty one for a deletion.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="ArgumentException">The value is empty or larger than <see cref="ChaincodeServerOptions.MaxValueBytes"/>.</exception>
    Task PutStateAsync(string key, ReadOnlyMemory<byte> value, CancellationToken ct = default);

    /// <summary>Removes a key; no effect when absent.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task DeleteStateAsync(string key, CancellationToken ct = default);

    /// <summary>
    /// Reads the keys of a range in order, fetched as they are consumed. The range becomes part of the read set as far as
    /// it was consumed: a key that appears in it until commit invalidates the transaction. The peer ends a range at its
    /// own limit (<c>ledger.state.totalQueryLimit</c>, 100,000) without saying so.
    /// </summary>
    /// <param name="start">First key, inclusive; empty for the first one that is no composite key.</param>
    /// <param name="end">Last key, exclusive; empty for no end.</param>
    /// <param name="ct">Gives up waiting.</param>
    IAsyncEnumerable<StateEntry> GetStateByRangeAsync(string start, string end, CancellationToken ct = default);

    /// <summary>Reads one page of a range; for queries only: Fabric refuses writes in a transaction that read pages.</summary>
    /// <param name="start">First key, inclusive; empty for the first one that is no composite key.</param>
    /// <param name="end">Last key, exclusive; empty for no end.</param>
    /// <param name="pageSize">Most entries wanted, at least 1.</param>
    /// <param name="bookmark">That of the page before; empty for the first page.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<StatePage> GetStatePageAsync(string start, string end, int pageSize, string bookmark = "", CancellationToken ct = default);

    /// <summary>Reads the composite keys that begin with a type and attributes; as <see cref="GetStateByRangeAsync"/>.</summary>
    /// <param name="objectType">First part of the keys.</param>
    /// <param name="attributes">The parts after it that are known; whole ones.</param>
    /// <param name="ct">Gives up waiting.</param>
    IAsyncEnumerable<StateEntry> GetStateByPartialCompositeKeyAsync(string objectType, IReadOnlyList<string> attributes, CancellationToken ct = default);

    /// <summary>One page of <see cref="GetStateByPartialCompositeKeyAsync"/>; as <see cref="GetStatePageAsync"/>.</summary>
    /// <param name="objectType">First part of the keys.</param>
    /// <param name="attributes">The parts after it that are known; whole ones.</param>
    /// <param name="pageSize">Most entries wanted, at least 1.</param>
    /// <param name="bookmark">That of the page before; empty for the first page.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<StatePage> GetStatePageByPartialCompositeKeyAsync(
        string objectType, IReadOnlyList<string> attributes, int pageSize, string bookmark = "", CancellationToken ct = default);

    /// <summary>
    /// Queries values by a rich query; only with CouchDB behind the peer. No part of the read set: at commit nobody checks
    /// that the answer still holds.
    /// </summary>
    /// <param name="query">The query in the database's language.</param>
    /// <param name="ct">Gives up waiting.</param>
    IAsyncEnumerable<StateEntry> QueryStateAsync(string query, CancellationToken ct = default);

    /// <summary>One page of <see cref="QueryStateAsync"/>; as <see cref="GetStatePageAsync"/>.</summary>
    /// <param name="query">The query in the database's language.</param>
    /// <param name="pageSize">Most entries wanted, at least 1.</param>
    /// <param name="bookmark">That of the page before; empty for the first page.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<StatePage> QueryStatePageAsync(string query, int pageSize, string bookmark = "", CancellationToken ct = default);

    /// <summary>Every committed change of a key, newest first; no part of the read set, and only with the peer's history database.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ct">Gives up waiting.</param>
    IAsyncEnumerable<HistoryEntry> GetHistoryAsync(string key, CancellationToken ct = default);

    /// <summary>Metadata of a key by name, its committed values.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<IReadOnlyDictionary<string, byte[]>> GetStateMetadataAsync(string key, CancellationToken ct = default);

    /// <summary>Sets one entry of a key's metadata, e.g. <see cref="StateMetadataName.ValidationParameter"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="name">Name of the entry.</param>
    /// <param name="value">Its value.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task PutStateMetadataAsync(string key, string name, ReadOnlyMemory<byte> value, CancellationToken ct = default);

    /// <summary>A collection of private data.</summary>
    /// <param name="collection">Its name, not empty.</param>
    IPrivateData PrivateData(string collection);

    /// <summary>
    /// Invokes another chaincode within this transaction. On the same channel what it reads and writes becomes part of the
    /// transaction; on another one only its answer counts.
    /// </summary>
    /// <param name="chaincode">Its name.</param>
    /// <param name="arguments">Its arguments, the function's name first.</param>
    /// <param name="channel">Another channel of the peer; empty for this one.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>Its answer; status 500 when the peer could not invoke it.</returns>
    Task<ChaincodeResponse> InvokeChaincodeAsync(
        string chaincode, IReadOnlyList<ReadOnlyMemory<byte>> arguments, string channel = "", CancellationToken ct = default);

    /// <summary>Has an event announced when the transaction commits; a transaction has one, the last set.</summary>
    /// <param name="name">Its name, not empty.</param>
    /// <param name="payload">Its content, for all to read.</param>
    void SetEvent(string name, ReadOnlyMemory<byte> payload);
}
