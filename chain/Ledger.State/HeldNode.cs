namespace Ledger.State;

/// <summary>What a version made of a path, above what an older one did.</summary>
/// <param name="version">The version.</param>
/// <param name="node">Its node; null where none stands any more.</param>
/// <param name="older">What was there before, if the base does not hold it.</param>
internal sealed class HeldNode(ulong version, NibbleNode? node, HeldNode? older)
{
    public ulong Version => version;

    public NibbleNode? Node => node;

    public HeldNode? Older { get; set; } = older;
}
