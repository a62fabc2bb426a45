using System.Globalization;
using System.Text;

namespace Ledger.Log.Tests;

/// <summary>A log whose entry i is the decimal of i, with its stored hashes and the naive leaf hashes beside it.</summary>
internal sealed class TestLog
{
    public TestLog(int size)
    {
        LeafHashes = new byte[size][];
        for (var i = 0; i < size; i++)
        {
            LeafHashes[i] = MerkleHash.Leaf(Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture)));
            Frontier.Append(LeafHashes[i], Store);
        }
    }

    public byte[][] LeafHashes { get; }

    public MerkleFrontier Frontier { get; } = new();

    public MerkleHashStore Store { get; } = new();
}
