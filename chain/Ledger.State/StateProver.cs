using Google.Protobuf;
using Ledger.State.Ics23;

namespace Ledger.State;

/// <summary>Makes the ICS 23 proof of one key under one root.</summary>
internal static class StateProver
{
    public static CommitmentProof Prove(TreePlace root, byte[] key)
    {
        var keyHash = StateHash.Key(key);
        List<TreePlace> path = [];
        var place = root;
        while (place.Kind == NodeKind.Inner)
        {
            place = place.Child(keyHash.Bit(path.Count));
            path.Add(place);
        }

        ExistenceProof? left = null;
        ExistenceProof? right = null;
        if (place.Kind == NodeKind.Leaf)
        {
            var leaf = place.Leaf();
            var existence = Existence(leaf, path);
            if (leaf.Key.Span.SequenceEqual(key))
                return new CommitmentProof { Exist = existence };

            if (StateHash.Key(leaf.Key.Span) < keyHash)
            {
                left = existence;
            }
            else
            {
                right = existence;
            }
        }

        left ??= Neighbour(path, 0);
        right ??= Neighbour(path, 1);
        if (left is null && right is null)
            throw new InvalidOperationException("An empty tree has no ICS 23 proof; the state always holds sys/ keys.");

        return new CommitmentProof { Nonexist = new NonExistenceProof { Key = ByteString.CopyFrom(key), Left = left, Right = right } };
    }

    /// <summary>The leaf next to where a path ends, on one side; null if there is none.</summary>
    private static ExistenceProof? Neighbour(List<TreePlace> path, int side)
    {
        for (var i = path.Count - 1; i >= 0; i--)
        {
            var turn = path[i].Sibling;
            if (path[i].Side == side || turn.Kind == NodeKind.Empty)
                continue;

            var turned = path.GetRange(0, i);
            turned.Add(turn);
            while (turn.Kind == NodeKind.Inner)
            {
                var near = turn.Child(1 - side);
                turn = near.Kind == NodeKind.Empty ? near.Sibling : near;
                turned.Add(turn);
            }

            return Existence(turn.Leaf(), turned);
        }

        return null;
    }

    private static ExistenceProof Existence(in TreeLeaf leaf, List<TreePlace> path)
    {
        var proof = new ExistenceProof
        {
            Key = ByteString.CopyFrom(leaf.Key.Span),
            Value = ByteString.CopyFrom(leaf.Value.Span),
            Leaf = StateProofSpec.LeafOp(),
        };
        for (var i = path.Count - 1; i >= 0; i--)
            proof.Path.Add(StateProofSpec.InnerOp(path[i].Side, path[i].Sibling.Hash));

        return proof;
    }
}
