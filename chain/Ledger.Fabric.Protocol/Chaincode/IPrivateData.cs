namespace Ledger.Fabric.Protocol;

/// <summary>
/// A collection of private data: its members' peers hold keys and values, the channel sees their hashes. What
/// <see cref="IChaincodeStub"/> says of committed values, round trips and errors holds here too.
/// </summary>
public interface IPrivateData
{
    /// <summary>Reads a key's committed value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The value, never empty; null when the key is absent.</returns>
    Task<byte[]?> GetAsync(string key, CancellationToken ct = default);

    /// <summary>Reads several keys, in as few round trips as the peer allows.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<IReadOnlyList<byte[]?>> GetManyAsync(IReadOnlyList<string> keys, CancellationToken ct = default);

    /// <summary>SHA-256 of a key's committed value, also at peers that do not hold it; null when the key is absent.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<byte[]?> GetHashAsync(string key, CancellationToken ct = default);

    /// <summary>Writes a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, not empty.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="ArgumentException">The value is empty or larger than <see cref="ChaincodeServerOptions.MaxValueBytes"/>.</exception>
    Task PutAsync(string key, ReadOnlyMemory<byte> value, CancellationToken ct = default);

    /// <summary>Removes a key; its history stays with the members.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task DeleteAsync(string key, CancellationToken ct = default);

    /// <summary>Removes a key and its whole history at every member (capability V2_5).</summary>
    /// <param name="key">The key.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task PurgeAsync(string key, CancellationToken ct = default);

    /// <summary>Reads the keys of a range in order. Fabric refuses writes of private data in a transaction that did so.</summary>
    /// <param name="start">First key, inclusive; empty for the first one that is no composite key.</param>
    /// <param name="end">Last key, exclusive; empty for no end.</param>
    /// <param name="ct">Gives up waiting.</param>
    IAsyncEnumerable<StateEntry> GetByRangeAsync(string start, string end, CancellationToken ct = default);

    /// <summary>Reads the composite keys that begin with a type and attributes; as <see cref="GetByRangeAsync"/>.</summary>
    /// <param name="objectType">First part of the keys.</param>
    /// <param name="attributes">The parts after it that are known; whole ones.</param>
    /// <param name="ct">Gives up waiting.</param>
    IAsyncEnumerable<StateEntry> GetByPartialCompositeKeyAsync(string objectType, IReadOnlyList<string> attributes, CancellationToken ct = default);

    /// <summary>Queries values by a rich query; only with CouchDB behind the peer.</summary>
    /// <param name="query">The query in the database's language.</param>
    /// <param name="ct">Gives up waiting.</param>
    IAsyncEnumerable<StateEntry> QueryAsync(string query, CancellationToken ct = default);

    /// <summary>Metadata of a key by name, its committed values.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<IReadOnlyDictionary<string, byte[]>> GetMetadataAsync(string key, CancellationToken ct = default);

    /// <summary>Sets one entry of a key's metadata.</summary>
    /// <param name="key">The key.</param>
    /// <param name="name">Name of the entry.</param>
    /// <param name="value">Its value.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task PutMetadataAsync(string key, string name, ReadOnlyMemory<byte> value, CancellationToken ct = default);
}
