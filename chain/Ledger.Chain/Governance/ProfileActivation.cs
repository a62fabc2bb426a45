using System.Globalization;
using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>
/// Puts a rule profile in force; decided by all departments, once all nodes run code that has it. Whether this build has the
/// number is asked where envelopes are let in only: a peer that lacks it executes proposals and approvals like any other, and
/// waits at the block that puts the number in force.
/// </summary>
internal sealed class ProfileActivation(IContract contract)
{
    public GovernanceMeasure Of(ActivateProfile activate)
    {
        return new GovernanceMeasure(Concerns: null, OwnSignatureSuffices: false, Validate, Apply);

        void Validate(EnvelopeContext context)
        {
            if (activate.Profile <= context.Profile)
            {
                throw new GovernanceRefusal(ChainFindings.Governance(
                    "规则版本必须大于现行版本。", "The profile must be greater than the one in force.",
                    [
                        new("profile", activate.Profile.ToString(CultureInfo.InvariantCulture), "event.profile"),
                        new("in force", context.Profile.ToString(CultureInfo.InvariantCulture), PageKeys.Profile),
                    ],
                    "使用新的版本号。", "Take a new number."));
            }

            if (context.AtOrdering && !contract.Supports(activate.Profile))
                throw new GovernanceRefusal(ChainFindings.UnknownProfile(activate.Profile));
        }

        void Apply(EnvelopeContext context) =>
            context.WriteSystem(PageKeys.Profile, new ActiveProfile { Number = activate.Profile });
    }
}
