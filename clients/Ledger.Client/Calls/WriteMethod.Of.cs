using Google.Protobuf;

namespace Ledger.Client;

/// <summary>A call that writes one envelope, by its request type.</summary>
/// <param name="department">Whose service it is.</param>
/// <param name="path">Full gRPC name with its leading slash.</param>
/// <param name="acts">The events the request must become.</param>
internal sealed class WriteMethod<TRequest>(string department, string path, Func<TRequest, SignedRequest, IEnumerable<IMessage>> acts)
    : WriteMethod(department, path)
    where TRequest : IMessage<TRequest>, new()
{
    private static readonly MessageParser<TRequest> Parser = new(static () => new TRequest());

    public WriteMethod(string department, string path, Func<TRequest, SignedRequest, IMessage> act)
        : this(department, path, (request, signed) => [act(request, signed)])
    {
    }

    public IReadOnlyList<IMessage> ActsOf(TRequest request, SignedRequest signed) => [.. acts(request, signed)];

    public override IReadOnlyList<IMessage> ActsOf(SignedRequest signed) => ActsOf(Parser.ParseFrom(signed.Bytes), signed);
}
