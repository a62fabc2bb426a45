using Grpc.Core;

namespace Ledger.Departments;

/// <summary>Judges the caller again before each message of a stream: it may stay open for days, and a certificate is revoked or expires meanwhile.</summary>
/// <param name="inner">Where messages go.</param>
/// <param name="admit">Throws when the caller may no longer have them.</param>
internal sealed class JudgedStreamWriter<T>(IServerStreamWriter<T> inner, Action admit) : IServerStreamWriter<T>
{
    public WriteOptions? WriteOptions
    {
        get => inner.WriteOptions;
        set => inner.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        admit();
        return inner.WriteAsync(message, cancellationToken);
    }
}
