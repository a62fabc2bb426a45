using Google.Protobuf;

namespace Ledger.Client;

/// <summary>A call that writes one envelope.</summary>
/// <param name="department">Whose service it is.</param>
/// <param name="path">Full gRPC name with its leading slash.</param>
internal abstract class WriteMethod(string department, string path)
{
    public string Department => department;

    public string Path => path;

    /// <summary>The events that a kept request must become.</summary>
    public abstract IReadOnlyList<IMessage> ActsOf(SignedRequest signed);
}
