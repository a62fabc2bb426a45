using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The title page of a unit that comes to be by a split or a merger: the right it comes from, with the survey's figures.</summary>
internal static class UnitPartTitle
{
    /// <summary>The page.</summary>
    /// <param name="before">The page of the unit whose right and owners it goes on with.</param>
    /// <param name="part">The unit as the event states it.</param>
    /// <param name="act">The act.</param>
    /// <param name="recording">Its recording.</param>
    /// <param name="predecessors">The units it comes from, sorted.</param>
    /// <param name="parties">The owners under the unit.</param>
    public static TitlePage Of(
        PageView<TitlePage> before, UnitPart part, Act act, Recording recording, IReadOnlyList<string> predecessors, CarriedParties parties)
    {
        var title = TitleChange.Of(before, act, recording, part.BusinessNumber);
        title.UnitCode = part.UnitCode;
        (title.Area, title.InnerArea, title.SharedArea) = (part.Area, part.InnerArea, part.SharedArea);
        title.Use = part.Use;
        title.Floor = part.Floor;
        title.Epoch = part.Epoch;

        // What a part of it cost nobody has said.
        title.UnitPriceFen = 0;
        title.Predecessors.Clear();
        title.Predecessors.AddRange(predecessors);
        OwnersCertificates.Renew(title, part.Certificates);
        RenewedParties.InUnit(title, parties.Of);
        return title;
    }
}
