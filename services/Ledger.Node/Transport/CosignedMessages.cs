using Ledger.V1;

namespace Ledger.Node;

/// <summary>Lines as nodes send them to each other.</summary>
internal static class CosignedMessages
{
    public static CosignedMessage ToMessage(this Cosigned cosigned) => new()
    {
        Block = cosigned.Block,
        Size = cosigned.Size,
        Root = cosigned.Root,
        Seal = cosigned.Seal,
        Line = cosigned.Line,
    };

    public static Cosigned ToCosigned(this CosignedMessage message) => new()
    {
        Block = message.Block,
        Size = message.Size,
        Root = message.Root,
        Seal = message.Seal,
        Line = message.Line,
    };
}
