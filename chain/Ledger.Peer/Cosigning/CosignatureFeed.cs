using System.Threading.Channels;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>Hands a peer's new lines to whoever reads them. Not safe for use by several threads.</summary>
internal sealed class CosignatureFeed(string organisation)
{
    private const int MaxBacklog = 16_384;
    private readonly List<Channel<Cosigned>> readers = [];

    public Channel<Cosigned> Subscribe()
    {
        var reader = Channel.CreateBounded<Cosigned>(MaxBacklog);
        readers.Add(reader);
        return reader;
    }

    public void Unsubscribe(Channel<Cosigned> reader) => readers.Remove(reader);

    /// <summary>A reader too far behind is cut off and asks again; nobody waits for it.</summary>
    public void Publish(Cosigned cosigned)
    {
        foreach (var reader in readers)
        {
            if (!reader.Writer.TryWrite(cosigned))
            {
                reader.Writer.TryComplete(new InvalidOperationException(
                    $"The reader of {organisation}'s cosignatures is {MaxBacklog} lines behind; ask again from the first block lacking."));
            }
        }
    }

    public void Complete()
    {
        foreach (var reader in readers)
            reader.Writer.TryComplete();
    }
}
