namespace WorkflowEnforcement.Enforcement.Approvals;

/// <summary>The rules of the law that no drawn flow can switch off (law.md section 0).</summary>
internal static class LawGuards
{
    /// <summary>Checks an act against the law.</summary>
    /// <returns>Null when the law allows it.</returns>
    public static Cases.Refused? WhyNot(IntendedAct act) =>
        LicensingGuards.WhyNot(act)
        ?? CoercionGuards.WhyNot(act)
        ?? AvoidanceGuards.WhyNot(act)
        ?? OfficerGuards.WhyNot(act)
        ?? DateGuards.WhyNot(act)
        ?? NoticeGuards.WhyNot(act)
        ?? ReviewGuards.WhyNot(act)
        ?? SummaryGuards.WhyNot(act)
        ?? FineGuards.WhyNot(act)
        ?? DiscretionGuards.WhyNot(act)
        ?? LeastFineGuards.WhyNot(act)
        ?? LimitationGuards.WhyNot(act)
        ?? HearingRightGuards.WhyNot(act)
        ?? CrimeGuards.WhyNot(act)
        ?? PreservationGuards.WhyNot(act)
        ?? EvidenceGuards.WhyNot(act)
        ?? JurisdictionGuards.WhyNot(act)
        ?? MoreTimeGuards.WhyNot(act)
        ?? AmendmentGuards.WhyNot(act)
        ?? CollectionGuards.WhyNot(act)
        ?? ServiceGuards.WhyNot(act)
        ?? ServiceModeGuards.WhyNot(act)
        ?? HearingGuards.WhyNot(act)
        ?? DiscussionGuards.WhyNot(act)
        ?? AppraisalGuards.WhyNot(act)
        ?? InspectionGuards.WhyNot(act)
        ?? DecisionGuards.WhyNot(act);
}
